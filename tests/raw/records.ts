/** Records and passes as the tests of raw and their child processes make them. */
import type { CollectedRecord } from '../../warehouse/contracts/collector.ts';
import type { PassOptions } from '../../warehouse/raw/pass.ts';

export const RUN = '20261116T070000Z-3f9a1c';

export function record(id: string, payload: unknown = { id }, more: Partial<CollectedRecord> = {}): CollectedRecord {
  return {
    platform: 'weibo',
    kind: 'post',
    id,
    parentId: null,
    requestUrl: null,
    payloadJson: JSON.stringify(payload),
    authorId: null,
    observedAt: 1_790_000_000_000,
    ...more,
  };
}

export function passOptions(more: Partial<PassOptions> = {}): PassOptions {
  return {
    run: RUN,
    sourceId: 'shop',
    collector: 'file_import',
    collectorVersion: 1,
    context: { fields: { id: 'id' } },
    startedAt: 1_800_000_000_000,
    isForgotten: () => false,
    ...more,
  };
}
