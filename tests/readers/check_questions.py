#!/usr/bin/env python3
"""Checks that networkx answers questions of a whole graph as the library does.

usage: check_questions.py ANSWERS.json, as write_answers makes it

Values may differ by one part in 10^9 of the largest. Exits with 77 ("skipped") where networkx or
scipy is not installed.
"""
import collections
import json
import sys

try:
    import networkx
    import scipy  # noqa: F401, for networkx's PageRank
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

CLOSE = 1e-9


def graphs_of(events):
    """Pairs with the number of their events, and ties from subject to object."""
    weights = collections.Counter(tuple(sorted((a, b))) for a, b, _ in events if a != b)
    pairs, ties = networkx.Graph(), networkx.DiGraph()
    pairs.add_weighted_edges_from((a, b, weight) for (a, b), weight in weights.items())
    for a, b, symmetric in events:
        ties.add_nodes_from((a, b))
        if a != b:
            ties.add_edge(a, b)
            if symmetric:
                ties.add_edge(b, a)
    return pairs, ties


def centralities_of(pairs):
    return {
        "degree": dict(pairs.degree()),
        "events": dict(pairs.degree(weight="weight")),
        "pagerank": networkx.pagerank(pairs, alpha=0.85, tol=1e-15, max_iter=10_000),
        "betweenness": networkx.betweenness_centrality(pairs, normalized=False),
        "closeness": networkx.closeness_centrality(pairs, wf_improved=True),
        "harmonic": networkx.harmonic_centrality(pairs),
        "eigenvector": networkx.eigenvector_centrality(
            pairs, weight="weight", tol=1e-14, max_iter=100_000),
        "core": networkx.core_number(pairs),
    }


def unequal(name, ours, theirs):
    if set(ours) != set(theirs):
        yield f"{name}: not of the same actors"
        return
    largest = max(map(abs, theirs.values()))
    worst = max(theirs, key=lambda actor: abs(ours[actor] - theirs[actor]))
    if abs(ours[worst] - theirs[worst]) > CLOSE * largest:
        yield f"{name} of {worst} is {ours[worst]}, not {theirs[worst]}"


def as_sets(groups):
    return {frozenset(group) for group in groups}


def problems(answers):
    pairs, ties = graphs_of(answers["events"])
    theirs = centralities_of(pairs)
    if set(theirs) != set(answers["centralities"]):
        yield f"the centralities are {sorted(answers['centralities'])}"
    for name, values in theirs.items():
        yield from unequal(name, answers["centralities"][name], values)
    yield from unequal("the census", answers["census"], networkx.triadic_census(ties))
    for name, found in (("components", networkx.connected_components(pairs)),
                        ("bridges", networkx.bridges(pairs))):
        if as_sets(answers[name]) != as_sets(found):
            yield f"the {name} are {answers[name]}"
    if set(answers["points"]) != set(networkx.articulation_points(pairs)):
        yield f"the articulation points are {answers['points']}"
    members = collections.defaultdict(set)
    for actor, community in answers["community"].items():
        members[community].add(actor)
    modularity = networkx.community.modularity(pairs, members.values(), weight="weight")
    if abs(modularity - answers["modularity"]) > CLOSE:
        yield f"modularity is {answers['modularity']}, not {modularity}"
    louvain = networkx.community.louvain_communities(pairs, weight="weight", seed=1)
    reached = networkx.community.modularity(pairs, louvain, weight="weight")
    if answers["modularity"] < reached - 0.005:
        yield f"modularity is {modularity}, and networkx's Louvain reaches {reached}"
    if not all(networkx.is_connected(pairs.subgraph(group)) for group in members.values()):
        yield "a community is in pieces"


def main(path):
    with open(path, encoding="utf-8") as file:
        found = list(problems(json.load(file)))
    for problem in found:
        print(f"{path}: {problem[:500]}")
    return 1 if found else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
