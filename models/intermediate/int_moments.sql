/*---
about: >-
  The days for which affinity is worked out by one and the same arithmetic: as_of, eight weeks before it (who is rising, who
  falls silent), and one horizon before it (what the expectation of then came to). A back-test needs as_of alone.
grain: [moment]
columns:
  moment: { says: "now, earlier (8 weeks before as_of) or cut (one horizon before as_of).", personal: none }
  age_days: { says: "Days between the moment and as_of; evidence of the moment is older than that.", personal: none }
  slow_growth: { says: "What a slow weight of as_of is multiplied by to be the weight of the moment: decay is exponential.", personal: none }
  fast_growth: { says: "The same of a fast weight.", personal: none }
checks:
  unique: [moment]
---*/
with moments as (
    select
        'now' as moment,
        cast(0 as bigint) as age_days
    union all
    select
        'earlier' as moment,
        cast(56 as bigint) as age_days
    union all
    select
        'cut' as moment,
        cast(7 as bigint) * params.horizon_weeks as age_days
    from params
)

select
    moments.moment,
    moments.age_days,
    power(2e0, cast(moments.age_days as double) / nullif(params.slow_half_life_days, 0e0)) as slow_growth,
    power(2e0, cast(moments.age_days as double) / nullif(params.fast_half_life_days, 0e0)) as fast_growth
from moments
cross join params
where moments.moment = 'now' or not params.is_backtest
