// What makes the id of an event.
#pragma once

#include "graph/event.h"

namespace chancery {

// Of participants in canonical order: see makeEvent().
EventId eventIdOf(Relation relation, const EntityId& subject, const EntityId& object,
                  const std::optional<DateSpan>& date);

// Whether id and order of participants are as makeEvent() gives them.
bool hasItsId(const Event& event);

}  // namespace chancery
