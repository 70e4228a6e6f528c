// chancery show: all about one entity, one event or one document.
#include <algorithm>

#include "cli/entity_page.h"
#include "cli/event_rows.h"
#include "cli/names.h"
#include "cli/options.h"
#include "cli/plan.h"

namespace chancery::cli {
namespace {

// An object as lines of "key  value", a list of objects as indented lines.
void printLines(const Json& json, std::ostream& out) {
  for (const auto& [key, value] : json.items()) {
    std::string title = key;
    std::replace(title.begin(), title.end(), '_', ' ');
    title.resize(std::max<std::size_t>(title.size() + 2, 14), ' ');
    std::string text;
    if (value.is_array() && !value.empty() && value.front().is_object()) {
      out << title << '\n';
      for (const Json& member : value)
        out << "    " << oneLine(member.at("line").get<std::string>()) << '\n';
      continue;
    }
    if (value.is_array()) {
      for (const Json& member : value)
        text += (text.empty() ? "" : ", ") + member.get<std::string>();
    } else if (value.is_object()) {
      for (const auto& [name, count] : value.items()) {
        text += (text.empty() ? "" : ", ") + name + " " + dumped(count);
      }
    } else {
      text = value.is_string() ? value.get<std::string>() : value.is_null() ? "" : dumped(value);
    }
    if (!text.empty()) out << title << oneLine(text) << '\n';
  }
}

// "line" is how a list's member reads in a table; in JSON it would say all twice.
void dropLines(Json& json) {
  for (auto& [key, value] : json.items()) {
    if (!value.is_array()) continue;
    for (Json& member : value) {
      if (member.is_object()) member.erase("line");
    }
  }
}

Outcome<int> print(const Arguments& arguments, Json json) {
  const auto format = choiceOption(arguments, "format", {"table", "json", "jsonl"});
  if (!format) return tl::unexpected(format.error());
  auto out = Output::open(arguments.valueOf("output"));
  if (!out) return tl::unexpected(out.error());
  if (*format == "table") {
    const std::vector<std::string> bars = yearBars(json, out->canvas());
    json.erase("aliases");  // they stand among the names
    if (!bars.empty()) json.erase("years");
    printLines(json, out->stream());
    if (!bars.empty()) out->stream() << "years\n";
    for (const std::string& line : bars) out->stream() << line << '\n';
  } else {
    dropLines(json);
    out->stream() << (*format == "json" ? json.dump(2, ' ', false, Json::error_handler_t::replace)
                                        : dumped(json))
                  << '\n';
  }
  return out->finish();
}

Outcome<Json> eventJson(const EventSource& store, const EventId& id) {
  const Result<Event> event = store.findEvent(id);
  if (!event) return tl::unexpected(Failure(event.error()));
  Labels labels(store);
  Json json =
      eventRow(*event, [&](const EntityId& entity) { return labels.of(entity); }, {true, false});
  const std::vector<std::string> notes = evidenceNotes(*event);
  for (std::size_t i = 0; i < notes.size(); ++i) json["evidence"][i]["line"] = notes[i];
  return json;
}

Outcome<Json> documentJson(const EventSource& store, const std::string& id) {
  const Result<Document> document = store.findDocument({id});
  if (!document) return tl::unexpected(Failure(document.error()));
  Json json;
  json["id"] = document->id.value;
  json["title"] = document->title;
  json["language"] = document->language;
  json["date"] = dayOrNull(document->date);
  json["url"] = document->url;
  json["content_hash"] = document->content_hash;
  json["events"] = Json::array();
  Labels labels(store);
  const LabelOf label_of = [&](const EntityId& entity) { return labels.of(entity); };
  const auto read = store.forEachEventIn({id}, {}, [&](const Event& event) {
    json["events"].push_back(eventRow(event, label_of, {}));
    json["events"].back()["line"] = statement(event, label_of);
    return true;
  });
  if (!read) return tl::unexpected(Failure(read.error()));
  return json;
}

// An entity may have a name that begins like the id of an event.
std::optional<EventId> eventNamed(const std::string& name) {
  if (name.rfind("e.", 0) != 0) return std::nullopt;
  const Result<EventId> id = parseEventId(name);
  return id ? std::optional(*id) : std::nullopt;
}

// With --plan, what would be read once the name is looked up.
Outcome<void> planShow(const Arguments& arguments, const AskedStore& store) {
  if (!arguments.has("plan")) return {};
  if (arguments.has("document")) {
    return planInstead(arguments, store, [&] {
      return store.forEachEventIn({arguments.valueOf("document")}, {},
                                  [](const Event&) { return true; });
    });
  }
  if (const auto event = eventNamed(arguments.names[0])) {
    return planInstead(arguments, store, [&] {
      static_cast<void>(store.findEvent(*event));  // nobody finds it while a plan is made
      return Result<void>();
    });
  }
  const auto entity = NameFinder(store).find(arguments.names[0]);
  if (!entity) return tl::unexpected(entity.error());
  return planInstead(arguments, store, [&] { return entityPage(store, *entity); });
}

Outcome<Json> found(const Arguments& arguments, const AskedStore& store) {
  if (arguments.has("document")) return documentJson(store, arguments.valueOf("document"));
  const std::string& name = arguments.names[0];
  if (const auto event = eventNamed(name)) return eventJson(store, *event);
  const auto entity = NameFinder(store).find(name);
  if (!entity) return tl::unexpected(entity.error());
  return entityPage(store, *entity);
}

Outcome<int> run(const Arguments& arguments) {
  const std::size_t names = arguments.has("document") ? 0 : 1;
  const auto count = checkCount(arguments, names, names,
                                "show takes one name (in quotes if it has blanks), the id of an "
                                "event, or --document ID");
  if (!count) return tl::unexpected(count.error());
  const auto format = formatOfAnswer(arguments, {"table", "json", "jsonl"});
  if (!format) return tl::unexpected(format.error());
  const auto store = openStore(arguments);
  if (!store) return tl::unexpected(store.error());
  const auto planned = planShow(arguments, *store);
  if (!planned) return tl::unexpected(planned.error());
  auto json = found(arguments, *store);
  if (!json) return tl::unexpected(json.error());
  return print(arguments, std::move(*json));
}

}  // namespace

Command showCommand() {
  return {"show",
          "NAME | EVENT | --document ID --db DIR",
          "Shows an entity with its partners, an event with its evidence, or a document.",
          "Names are found however they are written: Jaishankar, जयशंकर, @DrSJaishankar.",
          {kDbOption,
           kKnowledgeOption,
           {"as-known-on", "DAY", "what the store said at the end of that day"},
           {"document", "ID", "show this document and what it tells"},
           kPlanOption,
           {"format", "F", "table (default), json or jsonl"},
           kOutputOption},
          {"chancery show \"Sergey Lavrov\" --db news.db",
           "chancery show e.6ba7b810-9dad-51d1-80b4-00c04fd430c8 --db news.db",
           "chancery show --document seed --db news.db --format json"},
          run};
}

}  // namespace chancery::cli
