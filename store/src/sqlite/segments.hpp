#pragma once
// The statements that find the recipients of a broadcast, two for each segment but the students of a course, whom
// Reader::students finds.

#include <array>
#include <cstddef>
#include <string>

#include "shop/broadcast.hpp"
#include "sqlite/statement.hpp"

namespace store::sqlite {

/// Both take the bot, the user after whom to go on, the time, and how many at most.
struct SegmentStatements {
  Statement page;   ///< Users in the order of their numbers, by an index that holds them so.
  Statement count;  ///< How many they are.
};

class Segments {
 public:
  explicit Segments(Database& database);

  /// Throws std::logic_error for `students`.
  SegmentStatements& of(shop::Segment segment) { return statements_.at(static_cast<std::size_t>(segment)); }

 private:
  static constexpr std::size_t kCount = static_cast<std::size_t>(shop::Segment::english) + 1;

  std::array<SegmentStatements, kCount> statements_;
};

}  // namespace store::sqlite
