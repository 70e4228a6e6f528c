// Keeps a knowledge graph on disk: documents, what they say, and the questions of EventSource.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/event_source.h"
#include "store/read_plan.h"
#include "store/text_search.h"

namespace chancery {

struct OpenOptions {
  bool create_if_missing = false;
  std::size_t cache_bytes = std::size_t{128} << 20;  // for blocks that were read
  // What put() wrote always survives the end of the process. With this it also survives that of
  // the machine, at the price of waiting for the disk; without it the last documents before a
  // power failure may be missing, but none is there by half. flush() waits for the disk, too.
  bool sync_writes = false;
  // The day on which what is put counts as read, and what is removed as gone; none: today, by the
  // clock, in UTC.
  std::optional<Day> reading_day = std::nullopt;
  // From now on the store keeps an index of words, see keepWords(). One that does stays so.
  bool keep_words = false;
};

using StoreOptions = OpenOptions;  // the name that cli/ goes by

enum class PutOutcome { kAdded, kReplaced, kUnchanged };

struct BulkOptions {
  std::size_t memory_bytes = std::size_t{256} << 20;  // for sorting
  // All events were made by makeEvent() and not changed since, so that their ids need not be made
  // once more to see that they follow from what the events state.
  bool ids_are_made = false;
};

// Which events are counted: by the day on which they begin, so that each counts in one period only;
// those without a date count nowhere.
struct CountFilter {
  std::optional<Day> from;
  std::optional<Day> to;
  RelationSet relations;  // empty: any
  StatusSet statuses;     // empty: any
};
struct PairCount {
  EntityId a;  // the smaller id
  EntityId b;
  std::uint64_t events = 0;
};
struct ActorCount {
  EntityId id;
  std::uint64_t events = 0;
};

// What a document said from one day on up to another.
struct DocumentVersion {
  DocumentEvents said;
  std::optional<Day> since;  // none: since ever, for it was read by a program of format 3
  std::optional<Day> until;  // the day on which it was there no more; none: it is held
};

class BulkWriter;

// Layout: docs/store-format.md. The store and that page change in one commit.
//
// Invariants:
//  (1) What can be seen of a store is a function of the set of documents it holds: their order,
//      putting one again, other documents that came and went, and crashes in between change
//      nothing. Numbers that stand for ids inside are never seen, nor does any order follow them.
//  (2) What a document says is there as a whole or not at all, also after a crash.
//  (3) An event is there as long as a document mentions it, an entity as long as one tells of it;
//      both are united as by unite().
//
// Ownership: a store opened for writing owns its directory until destroyed, and a second open()
// fails with kIo. Any number of stores may be opened read-only beside it; each shows what was
// there when it was opened. What visitors get is valid for that one call of them. A moved-from
// store can only be assigned to or destroyed.
//
// Thread safety: all members may be called from any number of threads at once, also from within
// a visitor; writers wait for one another. Readers see all of a put() or nothing of it.
//
// Errors: kIo (the system refused; also writing to what was opened for reading), kCorruption
// (damaged; the message names the family), and what is said below. Nothing throws but for want of
// memory.
class EventStore : public EventSource {
 public:
  // A store of an older format is migrated, in place; that takes a while, and a crash meanwhile
  // does no harm.
  // Errors: kNotFound (there is no store), kCorruption (the directory holds something else, a
  // store that is damaged or one of a newer format), kIo (no permission; another process writes).
  static Result<EventStore> open(const std::filesystem::path& directory,
                                 const OpenOptions& options = {});
  // Writes nothing, not even a log, so it serves for a medium that cannot be written to.
  // Errors: those of open(), and kCorruption for a store that needsMigration().
  static Result<EventStore> openReadOnly(const std::filesystem::path& directory,
                                         const OpenOptions& options = {});

  // Whether there is a store of an older format, which open() would migrate. False also for what
  // cannot be opened at all.
  static bool needsMigration(const std::filesystem::path& directory);

  EventStore(EventStore&&) noexcept;
  EventStore& operator=(EventStore&&) noexcept;
  ~EventStore() override;

  // Adds what a document says, in place of what a document of the same id said before, and
  // forgets that it was skipped. Entities and events may come in any order, participants without
  // an entity are taken as they are; what follows from the mentions is derived anew.
  // Errors: kInvalidInput (an event without a mention, or with one of another document; a span
  // that ends before it begins; a confidence above 1000; an event that differs from the one held
  // under its id).
  Result<PutOutcome> put(DocumentEvents document);

  // The same for many documents, in one atomic write: faster, and all or nothing. Of two with
  // the same id the later one counts. A few hundred at a time are enough; all of them stand in
  // memory meanwhile.
  Result<void> putAll(std::span<const DocumentEvents> documents);

  // For very many documents: the same in the end, but several times faster. See BulkWriter.
  // Errors: kIo.
  Result<BulkWriter> bulk(const BulkOptions& options = {});

  // What the document said is kept with the days, unless it was read today: see asKnownOn(). False
  // when there was no such document.
  Result<bool> remove(const DocumentId& id);
  // Nothing of it is left, nor of its earlier versions. False when there was neither.
  Result<bool> forget(const DocumentId& id);

  // All documents as they stood at the end of a day: those that had been read, in the version of
  // then, and those that are gone since. Holds what differs from the store as it is, and asks the
  // store for the rest, or `below`, which shows the same; both must outlive it and not be written
  // to. Where more differs than was there, all that was there is read into memory.
  Result<std::unique_ptr<EventSource>> asKnownOn(Day day, const EventSource* below = nullptr) const;
  // Whether that is the store as it is. Reads a row of each document and of each version that is
  // kept, no events.
  Result<bool> isAsKnownOn(Day day) const;
  // Versions that were replaced or removed, by the document's id, then by their days.
  using VersionVisitor = std::function<bool(DocumentVersion&& version)>;
  Result<void> forEachKept(const VersionVisitor& visit) const;
  // Takes a version of another store in. Errors: kInvalidInput (without `until`).
  Result<void> keep(const DocumentVersion& version);

  // The events that the filter takes and that are told of in these terms, in the order of
  // comesBefore(), with their mentions. By the index of words, if there is one; else all evidence
  // is read. Without a term: nothing.
  Result<void> search(const std::vector<SearchTerm>& terms, const EventFilter& filter,
                      const EventVisitor& visit) const;
  bool keepsWords() const;
  // Makes an index of words of all that is held, at once or, after a crash, not at all; whatever is
  // written from then on keeps it right. Where there is one, nothing is done. Errors: kIo.
  Result<void> keepWords();

  // What each document says, as put() took it, by the document's id: put into another store, it
  // makes that one hold the same.
  using SaidVisitor = std::function<bool(DocumentEvents&& said)>;
  Result<void> forEachDocumentEvents(const SaidVisitor& visit) const;
  // The same, with the day from which on each is held.
  Result<void> forEachHeld(const VersionVisitor& visit) const;

  // Those with the most events, at most `limit`; among equals by id. They come from counters of
  // months and years: the events are read for the days only that are no whole month. Of pairs,
  // mostly few counters are read, for they stand in the order of their counts, too.
  Result<std::vector<PairCount>> topPairs(const CountFilter& filter, std::size_t limit) const;
  Result<std::vector<ActorCount>> topActors(const CountFilter& filter, std::size_t limit) const;

  // What would be read now to answer a question, and what each row would be asked.
  Result<ReadPlan> plan(const EventQuestion& question) const;
  // What topActors() reads.
  Result<ReadPlan> plan(const CountFilter& filter) const;
  // What topPairs() reads, at most: `busiest` first, and counters by their keys; where there are
  // no such lists, or the search in them would cost more, it adds up all the counters.
  Result<ReadPlan> planPairs(const CountFilter& filter) const;
  // What search() reads: where the words stand, then the events of the term that has the fewest
  // rows. Which of them that is, and which rows these are, is known once the words are read: so the
  // ranges of the names of all terms are told, and whole families of what is read by its key.
  Result<std::vector<ReadPlan>> plan(const std::vector<SearchTerm>& terms,
                                     const EventFilter& filter) const;

  // The content_hash of the document as it is held, or nothing.
  Result<std::optional<std::string>> contentHashOf(const DocumentId& id) const;

  // What somebody made of the entities and would have to make again: bytes of which the store knows
  // nothing but that they are gone as soon as an entity comes, goes or is called otherwise. Nothing
  // where none are kept.
  Result<std::optional<std::string>> keptOfEntities() const;
  // Writers wait for `make`, which may read the store; what it returns takes the place of what was
  // kept. Errors: those of `make`, kIo.
  Result<void> keepOfEntities(const std::function<Result<std::string>()>& make);

  // Keeps the name of a document that could not be read, and why; the last reason counts.
  Result<void> recordSkipped(std::string_view name, std::string_view reason);
  using SkippedVisitor = std::function<bool(std::string_view name, std::string_view reason)>;
  // By name.
  Result<void> forEachSkipped(const SkippedVisitor& visit) const;

  // Writes all that is still in memory to tables, and waits for the disk.
  Result<void> flush();
  // Rewrites the tables without what was replaced: worth its while after a large build.
  Result<void> compact();
  // Bytes of all files in the directory, as far as they can be listed.
  std::uint64_t sizeOnDisk() const;

  Result<void> forEachEvent(const EventFilter& filter, Detail detail,
                            const EventVisitor& visit) const override;
  Result<void> forEachEventOf(const EntityId& entity, const EventFilter& filter, Detail detail,
                              const EventVisitor& visit) const override;
  Result<void> forEachEventBetween(const EntityId& a, const EntityId& b, const EventFilter& filter,
                                   Detail detail, const EventVisitor& visit) const override;
  Result<void> forEachEventIn(const DocumentId& document, const EventFilter& filter,
                              const EventVisitor& visit) const override;
  Result<void> forEachOfEventsIn(const DocumentId& document, const std::vector<EventId>& events,
                                 const EventVisitor& visit) const override;
  Result<void> forEachLink(const EntityId& entity, const EventFilter& filter,
                           const LinkVisitor& visit) const override;
  Result<void> forEachNeighbor(const EntityId& entity, const EventFilter& filter,
                               const NeighborVisitor& visit) const override;
  Result<void> forEachEntity(const EntityVisitor& visit) const override;
  Result<void> forEachDocument(const DocumentVisitor& visit) const override;
  Result<Event> findEvent(const EventId& id) const override;
  Result<Entity> findEntity(const EntityId& id) const override;
  Result<Document> findDocument(const DocumentId& id) const override;
  Result<std::vector<EntityId>> findByKey(std::string_view key) const override;
  Result<std::vector<std::string>> keysWithPrefix(std::string_view prefix,
                                                  std::size_t limit) const override;
  Result<GraphCounts> counts() const override;

 private:
  friend class BulkWriter;
  struct Impl;  // RocksDB stays out of this header
  explicit EventStore(std::unique_ptr<Impl> impl);

  std::unique_ptr<Impl> impl_;
};

// Puts documents into a store without writing them twice: what they say is sorted outside the
// database, in bounded memory, and taken in as tables of disjoint ranges of keys.
//
// Nothing of it can be seen before commit(), and then all of it; without commit(), or after a
// crash, the store is as it was. (Only where a document comes a second time, what came before it
// is committed then.) Held in memory are, apart from the bytes for sorting, the ids of the
// documents and the names of entities that are new.
//
// Ownership: the store must outlive it and stay where it is. Other writers of the store wait until
// it is gone; readers do not. Thread safety: one thread at a time.
class BulkWriter {
 public:
  BulkWriter(BulkWriter&&) noexcept;
  BulkWriter& operator=(BulkWriter&&) noexcept;
  ~BulkWriter();

  // As EventStore::put(). After an error other than kInvalidInput the writer is of no more use.
  // `read`: the day on which it was read, where that is not the day of the store's options.
  Result<PutOutcome> put(DocumentEvents document, std::optional<Day> read = std::nullopt);
  Result<void> commit();

 private:
  friend class EventStore;
  struct Impl;
  explicit BulkWriter(std::unique_ptr<Impl> impl);

  std::unique_ptr<Impl> impl_;
};

}  // namespace chancery
