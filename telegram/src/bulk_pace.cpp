#include "telegram/bulk_pace.hpp"

#include <algorithm>
#include <cmath>

namespace telegram {
namespace {

/// A message that comes late leaves room for the next one: without it each delay of the event loop would cost pace. So
/// little that no second ever sees more than a few messages above it.
constexpr std::chrono::milliseconds kMostToCatchUp{100};
constexpr double kSlowdown = 0.75;
constexpr double kSlowest = 1;
/// Back at the old pace after some hundred messages.
constexpr double kRecoveryPerMessage = 0.02;

std::chrono::milliseconds rounded(double milliseconds) {
  return std::chrono::milliseconds{std::llround(milliseconds)};
}

}  // namespace

BulkPace::BulkPace(double messages_per_second) : fastest_(std::max(0.0, messages_per_second)), pace_(fastest_) {}

void BulkPace::sent(values::Timestamp now) {
  if (fastest_ == 0) return;
  next_ = std::max(next_, now - kMostToCatchUp) + rounded(1000 / pace_);
}

void BulkPace::accepted() {
  pace_ = std::min(fastest_, pace_ + kRecoveryPerMessage);
}

void BulkPace::refused(values::Timestamp until) {
  // Those sent together are refused together, and are one lesson.
  const bool is_news = until > next_ + kMostToCatchUp;
  if (is_news && fastest_ > 0) pace_ = std::max(std::min(kSlowest, fastest_), pace_ * kSlowdown);
  next_ = std::max(next_, until);
}

}  // namespace telegram
