#include "misuse.hpp"

#include "number_text.hpp"
#include "quote.hpp"

namespace metrics {

void MisuseLog::report(std::string_view line) noexcept {
  try {
    if (report_) report_(line);
  } catch (...) {
    return;  // foreign code, called from an update: nothing it throws may end the program
  }
}

void Misuse::ignored(double value, std::string_view rule) noexcept {
  try {
    ignored(std::string_view(number_text(value)), rule);
  } catch (...) {  // no memory for the text: nothing has been counted yet
    log_.count();
  }
}

void Misuse::ignored(std::string_view value, std::string_view rule) noexcept {
  log_.count();
  try {
    report_once("ignored " + quote(value) + ": " + std::string(rule) +
                "; further ones are counted in metrics_invalid_updates_total");
  } catch (...) {
    return;  // no memory for the text: it is counted all the same
  }
}

void Misuse::report_once(std::string_view what) noexcept {
  if (reported_.test_and_set(std::memory_order_relaxed)) return;
  try {
    log_.report("metrics: " + title_ + ' ' + std::string(what));
  } catch (...) {
    return;  // as above
  }
}

}  // namespace metrics
