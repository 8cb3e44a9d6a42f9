// A browser for tests: keeps cookies, and sends its Origin with whatever writes.

export class ExampleBrowser {
  readonly origin: string;
  readonly cookies = new Map<string, string>();
  /** Every Set-Cookie as it came. */
  readonly received: string[] = [];

  constructor(origin: string) {
    this.origin = origin;
  }

  async ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(`${this.origin}${path}`, {
      method,
      headers: {
        ...(cookie ? { cookie } : {}),
        ...(method === 'GET' ? {} : { origin: this.origin }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    for (const set of answer.headers.getSetCookie()) {
      this.received.push(set);
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (/max-age=0/i.test(set)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return answer;
  }

  /** The status, and the JSON of the answer. */
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into answers that it then holds against their shapes.
  async json(method: string, path: string, body?: unknown): Promise<[status: number, body: any]> {
    const answer = await this.ask(method, path, body);
    return [answer.status, answer.status === 204 ? undefined : await answer.json()];
  }
}
