#pragma once
// The parts of an alert that Alertmanager writes alike in all its JSON.
//
// Throw WrongShape.

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include "monitoring/alert.hpp"
#include "values/time.hpp"

namespace monitoring {

/// Without `ended_at`.
Alert as_alert(const boost::json::object& object);
values::Timestamp as_timestamp(const boost::json::value& value, std::string_view what);

}  // namespace monitoring
