"""Looking into the answers of the search."""


def slugs(answer, kind="article"):
    return [hit["slug"] for hit in answer["hits"] if hit["kind"] == kind]
