"""Words for what keeps a field of a card from taking a value; one short sentence each."""

from crm_desktop.text import mark

FIELD_PROBLEMS: dict[str, str] = {
    "field_empty": mark("This can't be left empty."),
    "text_too_long": mark("At most {limit} characters fit here; these are {length}."),
    "taboo_too_long": mark(
        "A taboo has at most {limit} characters so that it always prints whole. Put the rest"
        " under “why”."
    ),
    "too_many_items": mark("At most {limit} lines fit here."),
    "number_out_of_range": mark("Give a number from {low} to {high}."),
    "number_negative": mark("Give 0 or more."),
    "share_out_of_range": mark("Give a share from 0 to 100%."),
    "amount_too_large": mark("Amounts go up to 9,000,000,000,000."),
    "day_out_of_range": mark("Give a day between the years {first} and {last}."),
    "days_out_of_order": mark("This day can't be before {first}."),
    "day_unknown": mark("There is no such day in the calendar."),
    "lunar_day_unknown": mark("A lunar month has at most 30 days."),
    "leap_month_not_lunar": mark("Only the lunar calendar has leap months."),
    "currency_code_unknown": mark("Give a currency code such as CNY, EUR or USD."),
    "country_code_unknown": mark("Give a country such as CN, Germany or 日本."),
    "website_wrong": mark("Give a web address such as www.example.com."),
    "email_wrong": mark("Give an e-mail address such as anna@example.com."),
    "phone_without_digits": mark("A phone number has at least three digits."),
    "phone_not_understood": mark(
        "Kept as it is, but we can't tell the country. Write +86 or the like before it."
    ),
    "tier_unknown": mark("Choose A, B or C."),
    "strategic_reason_missing": mark("Say why the customer has this strategic value."),
    "lost_reason_missing": mark("Say why the customer was lost."),
    "consent_witness_missing": mark("What was only said needs a witness. Say who heard it."),
    "sensitive_reason_missing": mark(
        "It looks sensitive and stays marked. Say here why it is not, then take the mark away."
    ),
    "keeping_needs_ground": mark("Say in words why these facts may stay without the consent."),
    "retention_reason_missing": mark("Say why the card is kept beyond its term."),
    "retention_day_past": mark("Give a day to come."),
    "link_to_self": mark("Choose two different people."),
    "record_of_nobody": mark("Say which customer or contact this belongs to."),
    "product_in_use": mark("This product stands in purchases or opportunities and has to stay."),
    "customer_not_removable": mark("Customers go to the bin, from where they can be restored."),
    "attachment_empty": mark("This file is empty."),
    "attachment_too_large": mark("A file may have at most {limit} MB."),
    "attachment_gone": mark("This file is no longer there."),
    "photo_format": mark("Choose a JPEG, PNG or WEBP picture."),
    "photo_too_large": mark("A picture may have at most {limit} million pixels."),
    "visit_ahead": mark("This visit is planned for {day}; tell how it went once it has been."),
    "typed_whole": mark("Give a whole number such as 12."),
    "typed_decimal": mark("Give a number such as 1,250.50."),
    "typed_day": mark("Give a day such as {example}, 2026-03-31, today or +2w."),
    "typed_time": mark("Give a time such as 14:30."),
    "typed_moment": mark("Give a day and a time such as {example}, or yesterday 9:15."),
    "complaint_follow_up_first": mark(
        "Follow up first: call in the promised time and note what the customer says. Then close it."
    ),
}
