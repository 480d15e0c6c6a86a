#pragma once
// What registration and `with` throw when a metric can't be what it was asked to be.
//
//   try {
//     registry.counter({.name = "payments", .help = "Payments recorded."});
//   } catch (const metrics::InvalidName& error) {
//     std::cerr << error.what();  // "InvalidName: counter 'payments': the name of a counter must end in '_total'"
//   }
//
// All of these mean that the program is wrong, hence `logic_error`; the text begins with the class, names the metric
// and the value, and says the rule. Updates of a registered series (`inc`, `set`, `observe`, …) never throw.

#include <stdexcept>
#include <string>

namespace metrics {

class Error : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

/// A metric name, label name or unit breaks a rule of the data model
/// (prometheus.io/docs/concepts/data_model, "Metric names and labels").
class InvalidName final : public Error {
 public:
  explicit InvalidName(const std::string& what) : Error("InvalidName: " + what) {}
};

/// A help text is not valid UTF-8.
class InvalidHelp final : public Error {
 public:
  explicit InvalidHelp(const std::string& what) : Error("InvalidHelp: " + what) {}
};

/// A label value is not valid UTF-8.
class InvalidLabelValue final : public Error {
 public:
  explicit InvalidLabelValue(const std::string& what) : Error("InvalidLabelValue: " + what) {}
};

/// A series was asked for with more or fewer label values than its family has label names.
class WrongLabelCount final : public Error {
 public:
  explicit WrongLabelCount(const std::string& what) : Error("WrongLabelCount: " + what) {}
};

/// The upper bounds of a histogram are not finite and strictly increasing.
class InvalidBuckets final : public Error {
 public:
  explicit InvalidBuckets(const std::string& what) : Error("InvalidBuckets: " + what) {}
};

/// A native histogram's schema, zero threshold or bucket limit is none.
class InvalidNativeOptions final : public Error {
 public:
  explicit InvalidNativeOptions(const std::string& what) : Error("InvalidNativeOptions: " + what) {}
};

/// The states of a state set are none, too many, or not different.
class InvalidStates final : public Error {
 public:
  explicit InvalidStates(const std::string& what) : Error("InvalidStates: " + what) {}
};

/// A family has as many series as its options allow.
class TooManySeries final : public Error {
 public:
  explicit TooManySeries(const std::string& what) : Error("TooManySeries: " + what) {}
};

/// Two registrations would expose a series of the same name.
class DuplicateSeries final : public Error {
 public:
  explicit DuplicateSeries(const std::string& what) : Error("DuplicateSeries: " + what) {}
};

/// A callback or a collector was registered that can't be called.
class MissingCallback final : public Error {
 public:
  explicit MissingCallback(const std::string& what) : Error("MissingCallback: " + what) {}
};

}  // namespace metrics
