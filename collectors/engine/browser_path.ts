/** Where a browser lies on this machine. Nothing is started: a path is taken when this user may run what stands there. */
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { UsageError } from '../../warehouse/contracts/errors.ts';

/** Environment variables by name, as the caller hands them over. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Chromium and browsers made of it, by the names that Linux distributions give them. */
const COMMANDS = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
];

const APPLICATIONS = ['Chromium', 'Google Chrome', 'Microsoft Edge'].map(
  (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
);

const WINDOWS = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];

/** Folders of commands that a service may not have in its PATH. */
const USUAL_FOLDERS = ['/usr/bin', '/usr/local/bin', '/snap/bin'];

/**
 * The browser of KOC_BROWSER, else the first that is there of `own` (the one that Playwright installs, asked only then) and those of the
 * system; null when there is none, or when KOC_BROWSER is `none`.
 *
 * @throws UsageError when KOC_BROWSER names something that cannot be run.
 */
export async function browserPath(env: Environment, own: () => Promise<string>): Promise<string | null> {
  const configured = env['KOC_BROWSER'];
  if (configured === 'none') return null;
  if (configured) {
    if (await isRunnable(configured)) return configured;
    throw new UsageError(`KOC_BROWSER: ${JSON.stringify(configured)} cannot be run`, {
      hint: 'Give the path of Chromium, Chrome or Edge, or "none" to do without.',
    });
  }
  for (const path of [await own(), ...systemPaths(env)]) if (await isRunnable(path)) return path;
  return null;
}

function systemPaths(env: Environment): string[] {
  const folders = [...(env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== ''), ...USUAL_FOLDERS];
  const programs = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']].filter(
    (one) => one !== undefined,
  );
  return [
    ...COMMANDS.flatMap((command) => folders.map((folder) => join(folder, command))),
    ...APPLICATIONS,
    ...programs.flatMap((folder) => WINDOWS.map((path) => join(folder, path))),
  ];
}

/** What a browser is told of its surroundings: where to draw and which fonts, nothing that a page could be after. Its own files go to `dir`. */
export function browserEnvironment(env: Environment, dir: string): Record<string, string> {
  const told = Object.entries(env).filter(([name, value]) => value !== undefined && TOLD.test(name));
  return { HOME: dir, ...(Object.fromEntries(told) as Record<string, string>), TMPDIR: dir };
}

const TOLD =
  /^(?:PATH|HOME|LANG|LC_\w+|TZ|DISPLAY|WAYLAND_DISPLAY|XAUTHORITY|XDG_\w+|FONTCONFIG_\w+|DBUS_SESSION_BUS_ADDRESS|SYSTEMROOT|USERPROFILE|LOCALAPPDATA|PROGRAMFILES\S*)$/u;

async function isRunnable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => path !== '',
    () => false,
  );
}
