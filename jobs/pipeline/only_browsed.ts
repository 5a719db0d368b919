/** Sources that a person looks at: nobody has permitted that they are driven, so no run opens anything of them. */
import type { Collector } from '../../warehouse/contracts/collector.ts';
import type { SourceConfig } from '../config/types.ts';

export function isOnlyBrowsed(source: Pick<SourceConfig, 'automation'>, { meta }: Pick<Collector, 'meta'>): boolean {
  return meta.access.via === 'browser' && source.automation === null;
}
