/*---
about: >-
  What the words of each version of a record say; probabilities are null where the language is not read. A version taken in
  twice stands twice.
grain: [post_key, version_key]
materialised: view
---*/
select
    post_key,
    version_key,
    lang,
    disclosure_state,
    disclosure_kind,
    disclosure_evidence,
    commerce_evidence,
    safety_evidence,
    utility_cue,
    positive_p,
    negative_p,
    utility_cues_count,
    entertainment_cues_count,
    own_length,
    is_question,
    is_purchase_question,
    is_recommendation,
    is_warning,
    is_repurchase,
    is_switch,
    is_complaint,
    is_announcement,
    is_lottery,
    has_shop_link,
    has_discount_code,
    is_medical_claim,
    involves_minor,
    mocks_competitor,
    is_unsafe_use
from lake_text_features
