"""Short links by the official SDK: `dub-api.md`, 8."""

import re

import pytest
from dub import Dub
from dub.models import components, errors

from support import own

NO_LINK = "link_1KJPX8SE04TFF59TDWH9EDD1R"


def test_a_new_link_gets_the_primary_domain_and_a_random_key(dub, server):
    link = dub.links.create(request={"url": "https://example.com/pricing?plan=pro"})
    assert re.fullmatch(r"link_[0-9A-HJKMNP-TV-Z]{25}", link.id)
    assert re.fullmatch(r"[0-9A-Za-z]{7}", link.key)
    assert link.domain == server.domain.split(":")[0]
    assert link.url == "https://example.com/pricing?plan=pro"
    assert re.fullmatch(rf"https?://{re.escape(link.domain)}(:\d+)?/{link.key}", link.short_link)
    assert link.qr_code.endswith(f"/qr?url={link.short_link}?qr=1")
    assert link.workspace_id.startswith("ws_")
    assert (link.clicks, link.leads, link.conversions, link.sales, link.sale_amount) == (0, 0, 0, 0, 0)
    assert link.track_conversion is False and link.archived is False
    assert link.last_clicked is None and link.tags == []


def test_a_destination_without_a_scheme_gets_https(dub):
    assert dub.links.create(request={"url": "example.com/pricing"}).url == "https://example.com/pricing"


def test_a_random_key_has_the_length_and_the_prefix_that_are_asked_for(dub):
    link = dub.links.create(request={"url": "https://example.com", "key_length": 12, "prefix": "/promo/"})
    assert re.fullmatch(r"promo/[0-9A-Za-z]{12}", link.key)


def test_campaign_tags_are_written_into_the_destination(dub):
    link = dub.links.create(
        request={"url": "https://example.com/", "utm_source": "mail", "utm_campaign": "spring sale", "ref": "kim"}
    )
    assert link.url == "https://example.com/?utm_source=mail&utm_campaign=spring+sale&ref=kim"
    assert (link.utm_source, link.utm_medium, link.utm_campaign) == ("mail", None, "spring sale")


def test_campaign_tags_are_read_from_the_destination(dub):
    link = dub.links.create(request={"url": "https://example.com/?utm_source=mail&utm_term=a%20b"})
    assert link.url == "https://example.com/?utm_source=mail&utm_term=a%20b"
    assert (link.utm_source, link.utm_term) == ("mail", "a b")


def test_a_link_keeps_what_it_was_given(dub):
    given = {
        "external_id": own("order"),
        "tenant_id": own("tenant"),
        "track_conversion": True,
        "archived": True,
        "comments": "for the spring mail",
        "expires_at": "2035-01-01T00:00:00.000Z",
        "expired_url": "https://example.com/over",
        "password": "open sesame",
        "title": "Pricing",
        "description": "What it costs",
        "ios": "https://example.com/ios",
        "android": "https://example.com/android",
        "geo": {"DE": "https://example.com/de"},
        "do_index": True,
    }
    link = dub.links.create(request={"url": "https://example.com/", **given})
    kept = dub.links.get(request={"link_id": link.id})
    assert {name: getattr(kept, name) for name in given} == given


@pytest.mark.parametrize("prefix", ["", "ext_"], ids=["plain", "with-ext"])
def test_a_link_is_found_by_the_id_of_the_users_own_system(dub, make_link, prefix):
    external_id = own("order")
    link = make_link(external_id=prefix + external_id)
    assert link.external_id == external_id
    assert dub.links.get(request={"external_id": f"ext_{external_id}"}).id == link.id


def test_a_link_is_found_by_its_key_in_any_letter_case(dub, make_link):
    key = own("Spring")
    link = make_link(key=key)
    assert link.key == key
    assert dub.links.get(request={"domain": link.domain, "key": key.upper()}).id == link.id


def test_a_link_is_found_at_its_own_address(api, link):
    found = api.get(f"/links/{link.id}")
    assert found.status_code == 200 and found.json()["key"] == link.key
    assert api.get(f"/api/links/{link.id}").json() == found.json()


def test_every_field_of_a_link_is_there_even_without_a_value(api, link):
    found = api.get("/links/info", params={"linkId": link.id}).json()
    absent = {"programId", "partnerId", "folderId", "disabledAt", "image", "video", "geo", "testVariants", "tagId"}
    assert absent | {"userId", "utm_content"} <= found.keys()
    assert all(found[name] is None for name in absent)
    assert (found["webhookIds"], found["projectId"]) == ([], found["workspaceId"])


def test_tags_are_given_by_id_or_by_name_in_any_letter_case(dub, make_link):
    name = own("Spring")
    tag = dub.tags.create(request={"name": name, "color": "green"})
    by_id = make_link(tag_ids=[tag.id])
    by_name = make_link(tag_names=[name.lower()])
    for link in [by_id, by_name]:
        assert [(it.id, it.name, it.color) for it in link.tags] == [(tag.id, name, "green")]
    listed = dub.links.list(request={"tag_ids": [tag.id]}).result
    assert {it.id for it in listed} == {by_id.id, by_name.id}


def test_a_link_in_a_folder_is_listed_with_the_folder(dub, make_link):
    folder = dub.folders.create(request={"name": own("Spring")})
    link = make_link(folder_id=folder.id)
    assert link.folder_id == folder.id
    assert [it.id for it in dub.links.list(request={"folder_id": folder.id}).result] == [link.id]


REFUSED_LINKS = {
    "foreign-domain": (
        {"domain": f"{own('go')}.example.com"},
        errors.Forbidden,
        "Domain does not belong to workspace.",
    ),
    "no-url": ({"url": "not a url"}, errors.UnprocessableEntity, "Invalid destination URL"),
    "empty-url": ({"url": ""}, errors.BadRequest, "Missing destination URL"),
    "bad-key": ({"key": "a key"}, errors.UnprocessableEntity, "Invalid key."),
    "reserved-key": ({"key": "robots.txt"}, errors.Forbidden, ""),
    "long-tag": (
        {"utm_source": "x" * 256},
        errors.UnprocessableEntity,
        "too_big: utm_source: Too big: expected string to have <=255 characters",
    ),
    "bad-date": ({"expires_at": "soon"}, errors.UnprocessableEntity, "Invalid expiration date."),
    "unknown-tag": ({"tag_ids": ["tag_none"]}, errors.UnprocessableEntity, "Invalid tagIds detected: tag_none"),
}


@pytest.mark.parametrize(("fields", "error", "message"), REFUSED_LINKS.values(), ids=REFUSED_LINKS.keys())
def test_a_link_that_is_not_possible_is_refused_in_the_words_of_the_api(make_link, fields, error, message):
    with pytest.raises(error) as raised:
        make_link(**fields)
    assert raised.value.message.startswith(message)


def test_a_taken_key_is_a_conflict_in_any_letter_case(make_link):
    key = own("spring")
    make_link(key=key)
    with pytest.raises(errors.Conflict, match="^Duplicate key: This short link already exists.$"):
        make_link(key=key.upper())


def test_a_taken_external_id_is_a_conflict(make_link):
    external_id = own("order")
    make_link(external_id=external_id)
    with pytest.raises(errors.Conflict, match="^A link with this externalId already exists in this workspace.$"):
        make_link(external_id=external_id)


def test_an_error_has_a_code_a_message_and_an_address(dub):
    with pytest.raises(errors.NotFound) as raised:
        dub.links.get(request={"link_id": NO_LINK})
    error = raised.value.data.error
    assert (error.code, error.message) == ("not_found", "Link not found.")
    assert error.doc_url.endswith("#not-found")


def test_an_external_id_without_its_prefix_is_explained(dub):
    with pytest.raises(errors.BadRequest, match=r"^Invalid externalId\. Did you forget to prefix it with `ext_`\?$"):
        dub.links.get(request={"external_id": own("order")})


def test_a_search_for_nothing_is_a_bad_request(dub):
    with pytest.raises(errors.BadRequest, match="^You must provide a domain and a key or a linkId or an externalId"):
        dub.links.get(request={})


def test_a_wrong_key_is_unauthorized(server):
    for key in ["dub_000000000000000000000000", server.publishable_key]:
        with pytest.raises(errors.Unauthorized, match=r"^Unauthorized: Invalid API key\.$"):
            Dub(token=key, server_url=server.api).links.list(request={})


@pytest.mark.parametrize(
    ("fields", "status", "message"),
    [
        ({}, 401, "Missing Authorization header."),
        ({"Authorization": "dub_000000000000000000000000"}, 400, "Misconfigured authorization header."),
    ],
    ids=["none", "no-bearer"],
)
def test_a_missing_key_is_told_from_a_badly_written_one(anyone, fields, status, message):
    answer = anyone.get("/links", headers=fields)
    assert answer.status_code == status
    assert answer.json()["error"]["message"].startswith(message)


def test_a_body_that_is_no_json_is_a_bad_request(api):
    answer = api.post("/links", content="{", headers={"Content-Type": "application/json"})
    assert answer.status_code == 400
    assert answer.json()["error"]["message"].startswith("Invalid JSON format in request body.")


def test_answers_tell_the_rate_limit(api, link):
    for path in [f"/links/{link.id}", f"/links/{NO_LINK}"]:
        fields = api.get(path).headers
        assert int(fields["x-ratelimit-limit"]) >= int(fields["x-ratelimit-remaining"]) >= 0
        assert fields["retry-after"] == fields["x-ratelimit-reset"]
        assert int(fields["x-ratelimit-reset"]) > 10**12


def test_links_are_listed_with_the_newest_first(dub, make_link):
    tenant = own("tenant")
    made = {make_link(tenant_id=tenant).id for _ in range(3)}
    listed = dub.links.list(request={"tenant_id": tenant}).result
    assert {it.id for it in listed} == made
    assert [it.created_at for it in listed] == sorted((it.created_at for it in listed), reverse=True)


@pytest.mark.parametrize("number", [4, 5])
def test_next_goes_through_all_pages(dub, make_link, number):
    tenant = own("tenant")
    made = {make_link(tenant_id=tenant).id for _ in range(number)}
    found = []
    page = dub.links.list(request={"tenant_id": tenant, "page_size": 2})
    while page is not None:
        assert len(page.result) <= 2
        found += [it.id for it in page.result]
        page = page.next()
    assert len(found) == number and set(found) == made


def test_cursors_page_through_ids_in_descending_order(dub, make_link):
    tenant = own("tenant")
    ids = sorted((make_link(tenant_id=tenant).id for _ in range(5)), reverse=True)

    def page(**cursor):
        return [it.id for it in dub.links.list(request={"tenant_id": tenant, "page_size": 2, **cursor}).result]

    assert page(starting_after=ids[1]) == ids[2:4]
    assert page(starting_after=ids[4]) == []
    assert page(ending_before=ids[3]) == ids[1:3]
    assert page(ending_before=ids[0]) == []


REFUSED_PAGES = {
    "both-cursors": (
        {"starting_after": NO_LINK, "ending_before": NO_LINK},
        "You cannot use both startingAfter and endingBefore at the same time.",
    ),
    "cursor-and-page": (
        {"starting_after": NO_LINK, "page": 2},
        "You cannot use both page and startingAfter/endingBefore at the same time.",
    ),
    "unknown-cursor": ({"starting_after": NO_LINK}, "Invalid cursor: the provided ID does not exist."),
    "large-page": ({"page_size": 101}, "too_big: pageSize: Max page size is 100."),
    "far-page": ({"page": 1001}, ""),
}


@pytest.mark.parametrize(("fields", "message"), REFUSED_PAGES.values(), ids=REFUSED_PAGES.keys())
def test_a_page_that_is_not_possible_is_refused(dub, fields, message):
    with pytest.raises(errors.UnprocessableEntity) as raised:
        dub.links.list(request=fields)
    assert message in raised.value.message


def test_archived_links_are_listed_only_when_asked_for(dub, make_link):
    tenant = own("tenant")
    shown, archived = make_link(tenant_id=tenant), make_link(tenant_id=tenant, archived=True)
    assert [it.id for it in dub.links.list(request={"tenant_id": tenant}).result] == [shown.id]
    both = dub.links.list(request={"tenant_id": tenant, "show_archived": True}).result
    assert {it.id for it in both} == {shown.id, archived.id}
    assert dub.links.count(request={"tenant_id": tenant}) == 1
    assert dub.links.count(request={"tenant_id": tenant, "show_archived": True}) == 2


def test_a_search_looks_at_short_link_and_destination(dub, make_link):
    word = own("Word")
    links = {make_link(key=f"a-{word}").id, make_link(url=f"https://example.com/?q={word}").id}
    assert {it.id for it in dub.links.list(request={"search": word.lower()}).result} == links


def test_an_unknown_domain_is_not_found(dub):
    with pytest.raises(errors.NotFound, match=r"^Domain nowhere\.example\.com not found\.$"):
        dub.links.list(request={"domain": "nowhere.example.com"})


def test_links_are_counted_by_group(api, make_link):
    tenant = own("tenant")
    domain = {make_link(tenant_id=tenant).domain for _ in range(2)}.pop()
    rows = api.get("/links/count", params={"tenantId": tenant, "groupBy": "domain"}).json()
    assert rows == [{"domain": domain, "_count": 2}]


def test_an_update_changes_what_is_given_and_null_clears(dub, make_link):
    link = make_link(comments="old", tenant_id="acme", utm_source="mail")
    updated = dub.links.update(link_id=link.id, request_body={"comments": None, "archived": True})
    assert updated.id == link.id
    assert (updated.comments, updated.archived, updated.tenant_id) == (None, True, "acme")
    assert (updated.url, updated.track_conversion) == (link.url, True)
    assert updated.created_at == link.created_at and updated.updated_at >= link.updated_at


def test_a_new_destination_keeps_the_campaign_tags(dub, make_link):
    link = make_link(utm_source="mail")
    moved = dub.links.update(link_id=link.id, request_body={"url": "https://example.com/x"})
    assert moved.url == "https://example.com/x?utm_source=mail"
    cleared = dub.links.update(link_id=link.id, request_body={"utm_source": None})
    assert (cleared.url, cleared.utm_source) == ("https://example.com/x", None)


def test_an_update_that_changes_nothing_answers_the_whole_link(dub, make_link):
    link = make_link(url="https://example.com/", key=own("same"), external_id=own("order"))
    same = {"url": link.url, "key": link.key, "external_id": link.external_id}
    updated = dub.links.update(link_id=f"ext_{link.external_id}", request_body=same)
    assert updated.model_copy(update={"updated_at": link.updated_at}) == link


def test_a_new_key_replaces_the_old_one_at_once(dub, link, visitor):
    key = own("fresh")
    assert dub.links.update(link_id=link.id, request_body={"key": key}).key == key
    assert "location" not in visitor.click(link.key).response.headers
    assert visitor.click(key).location.startswith(link.url)


def test_an_update_to_a_taken_key_is_a_conflict(dub, make_link):
    one, other = make_link(), make_link()
    with pytest.raises(errors.Conflict):
        dub.links.update(link_id=one.id, request_body={"key": other.key})


def test_an_update_of_an_unknown_link_is_not_found(dub):
    with pytest.raises(errors.NotFound, match=r"^Link not found\.$"):
        dub.links.update(link_id=NO_LINK, request_body={"archived": True})


def test_upsert_creates_once_and_updates_then(dub):
    url = f"https://example.com/{own('page')}"
    created = dub.links.upsert(request={"url": url, "comments": "first"})
    updated = dub.links.upsert(request={"url": url, "comments": "second"})
    assert updated.id == created.id and updated.comments == "second"
    other = dub.links.upsert(request={"url": url + "/"})
    assert other.id != created.id


def test_a_deleted_link_is_gone(dub, link, visitor):
    assert dub.links.delete(link_id=link.id).id == link.id
    with pytest.raises(errors.NotFound):
        dub.links.get(request={"link_id": link.id})
    with pytest.raises(errors.NotFound):
        dub.links.delete(link_id=link.id)
    assert "location" not in visitor.click(link.key).response.headers


def test_the_link_that_a_domain_itself_is_cannot_be_deleted(dub):
    domain = dub.domains.create(request={"slug": f"{own('go')}.localhost"})
    root = dub.links.get(request={"domain": domain.slug})
    assert (root.key, root.url) == ("_root", "")
    with pytest.raises(errors.Forbidden, match="^You can't delete a custom domain link. You can delete the domain"):
        dub.links.delete(link_id=root.id)
    assert dub.domains.delete(slug=domain.slug).slug == domain.slug


def test_many_links_are_created_and_the_refused_ones_reported(dub, make_link):
    taken = make_link().key
    urls = [f"https://example.com/{own('page')}" for _ in range(3)]
    rows = dub.links.create_many(request=[{"url": urls[0]}, {"url": urls[1], "key": taken}, {"url": urls[2]}])
    assert [type(row) for row in rows] == [components.LinkSchema, components.LinkSchema, components.LinkErrorSchema]
    assert [row.url for row in rows[:2]] == [urls[0], urls[2]]
    assert rows[2].code == "conflict" and rows[2].error == "Duplicate key: This short link already exists."
    assert rows[2].link["key"] == taken


def test_the_same_key_twice_in_one_request_is_a_bad_request(dub):
    row = {"url": "https://example.com", "key": own("twice")}
    with pytest.raises(errors.BadRequest, match="^Duplicate links found: "):
        dub.links.create_many(request=[row, row])


def test_more_than_a_hundred_links_at_a_time_are_refused(dub):
    with pytest.raises(errors.UnprocessableEntity, match=r"You can only create up to 100 links at a time\."):
        dub.links.create_many(request=[{"url": "https://example.com"}] * 101)


@pytest.mark.parametrize("by", ["link_ids", "external_ids"])
def test_many_links_are_updated_by_id(dub, make_link, by):
    links = [make_link(external_id=own("order")) for _ in range(3)]
    ids = [it.id if by == "link_ids" else it.external_id for it in links[:2]]
    rows = dub.links.update_many(request={by: ids, "data": {"comments": "all"}})
    assert {row.id for row in rows} == {it.id for it in links[:2]}
    assert [row.comments for row in rows] == ["all", "all"]
    assert dub.links.get(request={"link_id": links[2].id}).comments is None


def test_an_unknown_link_among_many_gets_a_row_of_its_own(api, link):
    rows = api.patch("/links/bulk", json={"linkIds": [NO_LINK, link.id], "data": {"comments": "x"}}).json()
    assert rows[0]["id"] == link.id
    assert rows[1:] == [{"error": "Link not found", "code": "not_found", "link": {"id": NO_LINK}}]


def test_an_update_of_no_links_says_so(api):
    answer = api.patch("/links/bulk", json={"linkIds": [], "data": {"comments": "x"}})
    assert (answer.status_code, answer.json()) == (200, "No links to update")


def test_many_links_are_deleted_and_unknown_ones_passed_over(dub, make_link):
    links = [make_link(external_id=own("order")) for _ in range(3)]
    ids = [links[0].id, f"ext_{links[1].external_id}", NO_LINK]
    assert dub.links.delete_many(request={"link_ids": ids}).deleted_count == 2
    with pytest.raises(errors.NotFound):
        dub.links.get(request={"link_id": links[1].id})
    assert dub.links.get(request={"link_id": links[2].id}).id == links[2].id


def test_a_qr_code_is_a_picture(anyone, link):
    answer = anyone.get("/qr", params={"url": link.short_link})
    assert answer.status_code == 200 and answer.headers["content-type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG\r\n\x1a\n")
    assert answer.headers["access-control-allow-origin"] == "*"
