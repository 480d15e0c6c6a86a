#pragma once
// What the registry holds of each family: its description, and how a scrape reads it.

#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "metrics/collector.hpp"
#include "metrics/description.hpp"
#include "metrics/visitor.hpp"
#include "misuse.hpp"
#include "series_labels.hpp"

namespace metrics {

class RegisteredCollector;

/// One scrape: remembers what each collector read, so that all its families show one moment. Used by one thread.
class Scrape {
 public:
  const Samples& samples_of(const RegisteredCollector& collector);

 private:
  std::unordered_map<const RegisteredCollector*, std::unique_ptr<Samples>> samples_;
};

/// Thread-safe.
class ExposedFamily {
 public:
  virtual ~ExposedFamily() = default;
  virtual const Description& description() const = 0;
  virtual void visit(Scrape& scrape, FamilyVisitor& visitor) const = 0;

  /// Whether the program may hold references into it: then it stays until the registry ends.
  virtual bool has_references() const { return false; }
};

/// One value that a function gives at scrape time.
class CallbackFamily final : public ExposedFamily {
 public:
  CallbackFamily(Description description, std::function<double()> read, MisuseLog& log, std::string title)
      : description_(std::move(description)),
        labels_(description_, {}),
        read_(std::move(read)),
        misuse_(log, std::move(title)) {}

  const Description& description() const override { return description_; }
  void visit(Scrape& scrape, FamilyVisitor& visitor) const override;

 private:
  const Description description_;
  const OwnedLabels labels_;
  const std::function<double()> read_;
  mutable Misuse misuse_;
};

/// A collector and what it described at registration.
class RegisteredCollector {
 public:
  RegisteredCollector(std::shared_ptr<Collector> collector, std::vector<Description> families, MisuseLog& log,
                      std::string title)
      : collector_(std::move(collector)), families_(std::move(families)), misuse_(log, std::move(title)) {}

  const std::vector<Description>& families() const { return families_; }
  std::unique_ptr<Samples> collect() const;

 private:
  const std::shared_ptr<Collector> collector_;
  const std::vector<Description> families_;
  mutable Misuse misuse_;
};

/// One of the families that a collector described.
class CollectedFamily final : public ExposedFamily {
 public:
  CollectedFamily(std::shared_ptr<const RegisteredCollector> collector, std::size_t index)
      : collector_(std::move(collector)), index_(index) {}

  const RegisteredCollector& collector() const { return *collector_; }
  const Description& description() const override { return collector_->families()[index_]; }
  void visit(Scrape& scrape, FamilyVisitor& visitor) const override;

 private:
  const std::shared_ptr<const RegisteredCollector> collector_;
  const std::size_t index_;
};

}  // namespace metrics
