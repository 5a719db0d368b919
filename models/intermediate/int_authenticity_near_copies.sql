/*---
about: Pairs of texts of different accounts whose Jaccard similarity is at least 0.8, that is 26 of 32 minhashes (ranking 5).
grain: [text_key, other_text_key]
---*/
with compared as (
    select
        pair.text_key,
        pair.other_text_key,
        pair.is_hot,
        case when one.h00 = other.h00 then 1 else 0 end
        + case when one.h01 = other.h01 then 1 else 0 end
        + case when one.h02 = other.h02 then 1 else 0 end
        + case when one.h03 = other.h03 then 1 else 0 end
        + case when one.h04 = other.h04 then 1 else 0 end
        + case when one.h05 = other.h05 then 1 else 0 end
        + case when one.h06 = other.h06 then 1 else 0 end
        + case when one.h07 = other.h07 then 1 else 0 end
        + case when one.h08 = other.h08 then 1 else 0 end
        + case when one.h09 = other.h09 then 1 else 0 end
        + case when one.h10 = other.h10 then 1 else 0 end
        + case when one.h11 = other.h11 then 1 else 0 end
        + case when one.h12 = other.h12 then 1 else 0 end
        + case when one.h13 = other.h13 then 1 else 0 end
        + case when one.h14 = other.h14 then 1 else 0 end
        + case when one.h15 = other.h15 then 1 else 0 end
        + case when one.h16 = other.h16 then 1 else 0 end
        + case when one.h17 = other.h17 then 1 else 0 end
        + case when one.h18 = other.h18 then 1 else 0 end
        + case when one.h19 = other.h19 then 1 else 0 end
        + case when one.h20 = other.h20 then 1 else 0 end
        + case when one.h21 = other.h21 then 1 else 0 end
        + case when one.h22 = other.h22 then 1 else 0 end
        + case when one.h23 = other.h23 then 1 else 0 end
        + case when one.h24 = other.h24 then 1 else 0 end
        + case when one.h25 = other.h25 then 1 else 0 end
        + case when one.h26 = other.h26 then 1 else 0 end
        + case when one.h27 = other.h27 then 1 else 0 end
        + case when one.h28 = other.h28 then 1 else 0 end
        + case when one.h29 = other.h29 then 1 else 0 end
        + case when one.h30 = other.h30 then 1 else 0 end
        + case when one.h31 = other.h31 then 1 else 0 end as equal_count
    from int_authenticity_pairs as pair
    join int_authenticity_hashes as one on one.text_key = pair.text_key
    join int_authenticity_hashes as other on other.text_key = pair.other_text_key
)

select
    text_key,
    other_text_key,
    is_hot
from compared
where equal_count >= 26
