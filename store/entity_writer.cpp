#include "store/entity_writer.h"

#include <algorithm>
#include <utility>

#include "graph/entity_union.h"

namespace chancery::store {
Result<void> EntityWriter::write(EntityNumber number, const StagedEntity& staged) {
  const auto found = numbering_.idOf(number);
  if (!found) return tl::unexpected(found.error());
  const EntityId& id = **found;
  const auto change = writeVariants(number, id, staged);
  if (!change) return tl::unexpected(change.error());
  if (change->came.empty() && !change->some_went) return {};  // as documents said before
  std::optional<Entity> before;
  if (!none_held_) {
    auto held = view_.entity(id);
    if (!held) return tl::unexpected(held.error());
    if (*held) before = std::move((*held)->entity);
  }
  std::optional<Entity> after = before;
  if (change->some_went) {
    auto again = uniteAgain(number, id, staged);
    if (!again) return tl::unexpected(again.error());
    after = std::move(*again);
  }
  for (const Entity& entity : change->came) {
    if (!after) after = entity;
    unite(*after, entity);
  }
  if (after == before) return {};
  if (!std::exchange(none_of_entities_, true)) sink_.erase(Family::kMeta, kOfEntitiesKey);
  if (after) sink_.put(Family::kEntities, id.value, encode(EntityRow{number, *after}));
  if (!after) sink_.erase(Family::kEntities, id.value);
  if (after && !before) ++state_.counts.entities;
  if (before && !after) --state_.counts.entities;
  writeSearchKeys(number, before ? &*before : nullptr, after ? &*after : nullptr);
  return {};
}

Result<EntityWriter::VariantChange> EntityWriter::writeVariants(EntityNumber number,
                                                                const EntityId& id,
                                                                const StagedEntity& staged) {
  VariantChange change;
  for (const auto& [digest, variant] : staged.variants) {
    if (variant.more_documents == 0) continue;
    const std::string key = variantKey(number, digest);
    Result<std::optional<std::string>> bytes;
    if (!none_held_) bytes = view_.get(Family::kVariants, key);
    if (!bytes) return tl::unexpected(bytes.error());
    VariantRow row{0, variant.entity};
    if (*bytes) {
      auto held = decodeVariant(id.value, **bytes);
      if (!held) return corrupt(Family::kVariants, "a row of '" + id.value + "' cannot be read");
      row = std::move(*held);
    }
    const std::uint64_t before = row.documents;
    row.documents += static_cast<std::uint64_t>(variant.more_documents);
    if (variant.more_documents < 0 && row.documents >= before) {
      return corrupt(Family::kVariants, "a row of '" + id.value + "' counts too few documents");
    }
    if (row.documents == 0) {
      sink_.erase(Family::kVariants, key);
      change.some_went = true;
      continue;
    }
    sink_.put(Family::kVariants, key, encode(row));
    if (before == 0) change.came.push_back(std::move(row.entity));
  }
  return change;
}

// What is left of an entity without the variants that go. There are about as many variants as
// ways to write a name, however many documents there are.
Result<std::optional<Entity>> EntityWriter::uniteAgain(EntityNumber number, const EntityId& id,
                                                       const StagedEntity& staged) {
  std::optional<Entity> united;
  const std::string prefix = keyOf(number);
  Scan rows(view_, Family::kVariants, prefix, endOfPrefix(prefix));
  for (; rows.valid(); rows.next()) {
    auto row = decodeVariant(id.value, rows.value());
    VariantDigest digest{};
    if (!row || rows.key().size() != prefix.size() + digest.size()) {
      return corrupt(Family::kVariants, "a row of '" + id.value + "' cannot be read");
    }
    std::copy(rows.key().begin() + static_cast<std::ptrdiff_t>(prefix.size()), rows.key().end(),
              digest.begin());
    const auto change = staged.variants.find(digest);
    const bool goes =
        change != staged.variants.end() &&
        row->documents + static_cast<std::uint64_t>(change->second.more_documents) == 0;
    if (goes) continue;
    if (!united) {
      united = std::move(row->entity);
    } else {
      unite(*united, row->entity);
    }
  }
  const auto status = rows.status();
  if (!status) return tl::unexpected(status.error());
  return united;
}

void EntityWriter::writeSearchKeys(EntityNumber number, const Entity* before, const Entity* after) {
  static const std::vector<std::string> kNone;
  const std::vector<std::string>& old_keys = before != nullptr ? before->search_keys : kNone;
  const std::vector<std::string>& new_keys = after != nullptr ? after->search_keys : kNone;
  for (const std::string& text : old_keys) {
    if (!std::binary_search(new_keys.begin(), new_keys.end(), text)) {
      sink_.erase(Family::kSearchKeys, searchKey(text, number));
    }
  }
  for (const std::string& text : new_keys) {
    if (!std::binary_search(old_keys.begin(), old_keys.end(), text)) {
      sink_.put(Family::kSearchKeys, searchKey(text, number), "");
    }
  }
}

}  // namespace chancery::store
