/*---
about: What the mentions of an account and brand added up to at each moment, as whole billionths of as_of's weights.
grain: [moment, brand_id, author_key]
materialised: view
---*/
select
    moments.moment,
    pair.brand_id,
    pair.author_key,
    pair.category,
    case moments.moment
        when 'now' then pair.positive_e9
        when 'earlier' then pair.earlier_positive_e9
        else pair.cut_positive_e9
    end as positive_e9,
    case moments.moment
        when 'now' then pair.negative_e9
        when 'earlier' then pair.earlier_negative_e9
        else pair.cut_negative_e9
    end as negative_e9,
    case moments.moment
        when 'now' then pair.fast_positive_e9
        when 'earlier' then pair.earlier_fast_positive_e9
        else pair.cut_fast_positive_e9
    end as fast_positive_e9,
    moments.slow_growth,
    moments.fast_growth
from int_author_brand as pair
cross join params
join int_moments as moments on pair.first_day_no < params.as_of_day - moments.age_days
