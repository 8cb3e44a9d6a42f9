// Amazon Polly: says IPA through SSML, over the network, for money; used only where somebody builds it.
import { type DescribeVoicesCommandOutput, Polly } from '@aws-sdk/client-polly';
import { awsCredentialsIn } from '../aws-credentials.ts';
import { type Speech, type SpeechEngine, SpeechError, type SpeechErrorCode, type SpeechVoice } from './engine.ts';
import { ssmlOf } from './ssml.ts';

export type PollyOptions = {
  region: string;
  /** Of Polly's engines, those that take `<phoneme>`. Only `standard` lets its pitch be set. */
  engine?: 'standard' | 'neural';
  /** Where the service is not Amazon's own address. */
  endpoint?: string;
  /** Holds the credentials. */
  environment?: Record<string, string | undefined>;
};

/** Of what it says: the terms under which Amazon gives its output. */
const LICENCE = 'LicenseRef-AWS-Service-Terms';
/** Hz; the highest that Polly gives as PCM. */
const SAMPLE_RATE = 16_000;

/**
 * `phonemes` are IPA. Polly does not report what it said: `heard` is empty, so that a clip can be accepted by ear only.
 * Errors carry a code and a name, never a request.
 */
export function pollyEngine({
  region,
  engine = 'neural',
  endpoint,
  environment = process.env,
}: PollyOptions): SpeechEngine {
  const polly = new Polly({
    region,
    ...(endpoint === undefined ? {} : { endpoint }),
    credentials: async () => {
      const credentials = awsCredentialsIn(environment);
      if (credentials) return credentials;
      throw new SpeechError('denied', 'AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set');
    },
    maxAttempts: 3,
    requestHandler: { requestTimeout: 20_000 },
  });
  return {
    id: 'polly',
    name: 'Amazon Polly',
    version: engine,
    licence: LICENCE,
    reports: false,

    async voices(): Promise<SpeechVoice[]> {
      const voices: SpeechVoice[] = [];
      let NextToken: string | undefined;
      do {
        const page: DescribeVoicesCommandOutput = await polly
          .describeVoices({ Engine: engine, ...(NextToken === undefined ? {} : { NextToken }) })
          .catch(said);
        for (const { Id, Name, LanguageCode } of page.Voices ?? []) {
          if (Id) voices.push({ id: Id, name: Name ?? Id, language: LanguageCode ?? 'und', licence: LICENCE });
        }
        NextToken = page.NextToken;
      } while (NextToken);
      return voices;
    },

    async speak(what, voice, options = {}): Promise<Speech> {
      const Text = ssmlOf(what, engine === 'standard' ? options : { ...options, pitch: 50 });
      if (Text === undefined)
        throw new SpeechError('refused', `${JSON.stringify(what)} has letters that no SSML can hold`);
      const { AudioStream } = await polly
        .synthesizeSpeech({
          Engine: engine,
          OutputFormat: 'pcm',
          SampleRate: `${SAMPLE_RATE}`,
          TextType: 'ssml',
          Text,
          VoiceId: voice as 'Amy',
        })
        .catch(said);
      const bytes = (await AudioStream?.transformToByteArray().catch(said)) ?? new Uint8Array();
      const pcm = fromPcm16(bytes);
      if (!pcm.some((sample) => sample !== 0)) {
        throw new SpeechError('silent', `Amazon Polly says nothing for ${JSON.stringify(what)}`);
      }
      return { pcm, sample_rate: SAMPLE_RATE, heard: [], ends_ms: (pcm.length / SAMPLE_RATE) * 1000 };
    },
  };
}

/** As the settings say. */
export function pollyFrom(environment: Record<string, string | undefined>): SpeechEngine {
  const { POLLY_REGION: region = 'eu-west-1', POLLY_ENDPOINT: endpoint } = environment;
  return pollyEngine({ region, environment, ...(endpoint ? { endpoint } : {}) });
}

/** Signed 16-bit whole numbers, the low byte first. */
function fromPcm16(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float32Array.from({ length: bytes.length >> 1 }, (_, at) => view.getInt16(2 * at, true) / 0x8000);
}

const ofName: Readonly<Record<string, SpeechErrorCode>> = {
  ValidationException: 'unknown-voice',
  EngineNotSupportedException: 'unknown-voice',
  LanguageNotSupportedException: 'unknown-voice',
  InvalidSsmlException: 'refused',
  SsmlMarksNotSupportedForTextTypeException: 'refused',
  TextLengthExceededException: 'refused',
};

function said(error: unknown): never {
  if (!(error instanceof Error) || error instanceof SpeechError) throw error;
  const status = '$metadata' in error ? (error.$metadata as { httpStatusCode?: number }).httpStatusCode : undefined;
  const denied = status === 401 || status === 403;
  const code = ofName[error.name] ?? (denied ? 'denied' : 'unreachable');
  throw new SpeechError(code, `Amazon Polly: ${error.name}${status === undefined ? '' : `, ${status}`}`);
}
