/** What Chromium is started with besides what Playwright gives: it fetches nothing in the background, draws on no device, and stays small. */

/**
 * Features that are off. A list of ours takes the place of Playwright's, so its own stands here first; the last two would keep pages of the
 * address bar in a process of their own, a fifth of the browser's memory.
 */
const WITHOUT = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
];

export const SWITCHES: readonly string[] = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // No process waits for a page that may come.
  '--renderer-process-limit=1',
  `--disable-features=${WITHOUT.join(',')}`,
];
