/** Logs go to stderr: short lines for people by default, JSON lines (pino) for machines. Texts and handles of people never stand above debug. */
import { pino } from 'pino';
import type { Log } from '../../warehouse/contracts/collector.ts';

export interface LogOptions {
  readonly json: boolean;
  readonly level: 'debug' | 'info' | 'warn';
  /** Stands on every JSON line. */
  readonly run: string;
  /** Writes one line for people. */
  readonly tell: (line: string) => void;
}

const LEVELS = ['debug', 'info', 'warn', 'error'] as const;

export function makeLog(options: LogOptions): Log {
  if (options.json) {
    const redact = ['*.secret', '*.token', '*.authorization', '*.cookie', 'secret', 'token', 'authorization', 'cookie'];
    const destination = pino.destination({ fd: 2, sync: true });
    return pino(
      { level: options.level, base: { run: options.run }, redact, timestamp: pino.stdTimeFunctions.isoTime },
      destination,
    );
  }
  const from = LEVELS.indexOf(options.level);
  const line = (level: (typeof LEVELS)[number]) => (facts: object, message: string) => {
    if (LEVELS.indexOf(level) >= from) options.tell(`${MARK[level]}${message}${formatFacts(facts)}`);
  };
  return { debug: line('debug'), info: line('info'), warn: line('warn'), error: line('error') };
}

const MARK = { debug: '  · ', info: '  ', warn: '  ! ', error: '  ! ' } as const;

/** ` (records 1200, segment raw/…)`; empty when there are none. */
function formatFacts(facts: object): string {
  const parts = Object.entries(facts).flatMap(([name, value]) => {
    if (value === undefined || value === null) return [];
    return [`${words(name)} ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`];
  });
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

function words(name: string): string {
  return name.replaceAll(/[A-Z]/gu, (letter) => ` ${letter.toLowerCase()}`).replaceAll('_', ' ');
}
