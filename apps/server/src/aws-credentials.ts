// Amazon's credentials, from the environment alone: no file, no profile and no machine is asked for others.

export type AwsCredentials = { accessKeyId: string; secretAccessKey: string; sessionToken?: string };

/** Under Amazon's own names; undefined where there are none. Never to be logged, nor put into an error. */
export function awsCredentialsIn(environment: Record<string, string | undefined>): AwsCredentials | undefined {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = environment;
  if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) return undefined;
  return {
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    ...(AWS_SESSION_TOKEN ? { sessionToken: AWS_SESSION_TOKEN } : {}),
  };
}
