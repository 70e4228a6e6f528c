// What an EventStore answers about entities and documents.
#include <algorithm>

#include "store/event_store_impl.h"
#include "store/view.h"

namespace chancery {

using store::Family;
using store::Scan;
using store::View;

Result<void> EventStore::forEachDocumentEvents(const SaidVisitor& visit) const {
  return forEachHeld([&](DocumentVersion&& version) { return visit(std::move(version.said)); });
}

Result<std::optional<std::string>> EventStore::contentHashOf(const DocumentId& id) const {
  const auto row = View(*impl_->database).document(id);
  if (!row) return tl::unexpected(row.error());
  if (!*row) return std::optional<std::string>{};
  return std::optional<std::string>((*row)->document.content_hash);
}

Result<void> EventStore::forEachEntity(const EntityVisitor& visit) const {
  const View view(*impl_->database);
  Scan rows(view, Family::kEntities, "", "");
  for (; rows.valid(); rows.next()) {
    const auto row = store::decodeEntity(rows.key(), rows.value());
    if (!row) {
      return store::corrupt(Family::kEntities,
                            "the row of '" + std::string(rows.key()) + "' cannot be read");
    }
    if (!visit(row->entity)) return {};
  }
  return rows.status();
}

Result<void> EventStore::forEachDocument(const DocumentVisitor& visit) const {
  const View view(*impl_->database);
  Scan rows(view, Family::kDocuments, "", "");
  for (; rows.valid(); rows.next()) {
    const auto row = store::decodeDocument(rows.key(), rows.value());
    if (!row) {
      return store::corrupt(Family::kDocuments,
                            "the row of '" + std::string(rows.key()) + "' cannot be read");
    }
    if (!visit(row->document)) return {};
  }
  return rows.status();
}

Result<Entity> EventStore::findEntity(const EntityId& id) const {
  const auto row = View(*impl_->database).entity(id);
  if (!row) return tl::unexpected(row.error());
  if (!*row) return store::notFound("entity '" + id.value + "'");
  return (*row)->entity;
}

Result<Document> EventStore::findDocument(const DocumentId& id) const {
  const auto row = View(*impl_->database).document(id);
  if (!row) return tl::unexpected(row.error());
  if (!*row) return store::notFound("document '" + id.value + "'");
  return (*row)->document;
}

Result<std::vector<EntityId>> EventStore::findByKey(std::string_view key) const {
  View view(*impl_->database);
  std::vector<EntityId> found;
  const std::string prefix = store::searchKeyPrefix(key);
  Scan rows(view, Family::kSearchKeys, prefix, store::endOfPrefix(prefix));
  for (; rows.valid(); rows.next()) {
    const auto row = store::readSearchKey(rows.key());
    if (!row) return store::corrupt(Family::kSearchKeys, "a key cannot be read");
    const auto id = view.idOf(row->entity);
    if (!id) return tl::unexpected(id.error());
    found.push_back(**id);
  }
  const auto status = rows.status();
  if (!status) return tl::unexpected(status.error());
  std::sort(found.begin(), found.end());
  return found;
}

Result<std::vector<std::string>> EventStore::keysWithPrefix(std::string_view prefix,
                                                            std::size_t limit) const {
  const View view(*impl_->database);
  std::vector<std::string> keys;
  const std::string beginning = store::searchKeyBeginning(prefix);
  Scan rows(view, Family::kSearchKeys, beginning, store::endOfPrefix(beginning));
  while (rows.valid() && keys.size() < limit) {
    auto row = store::readSearchKey(rows.key());
    if (!row) return store::corrupt(Family::kSearchKeys, "a key cannot be read");
    // past all entities that have the key: of a family name there may be thousands
    rows.seek(store::endOfPrefix(store::searchKeyPrefix(row->text)));
    keys.push_back(std::move(row->text));
  }
  const auto status = rows.status();
  if (!status) return tl::unexpected(status.error());
  return keys;
}

Result<GraphCounts> EventStore::counts() const {
  const auto state = View(*impl_->database).state();
  if (!state) return tl::unexpected(state.error());
  return state->counts;
}

}  // namespace chancery
