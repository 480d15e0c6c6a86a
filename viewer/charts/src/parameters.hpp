#pragma once
// The parameters of a request for a picture, checked.
//
//   Parameters parameters(request.query());
//   Outcome<PictureOptions> options = read_picture_options(parameters, now);
//
// Pure.

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "language.hpp"
#include "refusal.hpp"
#include "theme.hpp"
#include "values/time.hpp"

namespace charts {

inline constexpr int kDefaultWidth = 1280;
inline constexpr int kDefaultHeight = 720;
/// A picture in the making takes four bytes for each: 16 MB.
inline constexpr int kMostPixels = 4 << 20;

/// What all pictures have in common.
struct PictureOptions {
  std::chrono::milliseconds range{std::chrono::hours(6)};
  values::Timestamp end;
  ThemeName theme = ThemeName::dark;
  Language language = Language::english;
  int width = kDefaultWidth;
  std::optional<int> height = {};  ///< width × height is at most kMostPixels.
};

class Parameters {
 public:
  explicit Parameters(std::string_view query);

  /// The value of a parameter, or none. Whoever asks knows it: it is no longer among the others.
  std::optional<std::string> take(const std::string& name);

  /// What is wrong with them as a whole: one given twice, too long, not UTF-8, or one that nobody took.
  std::optional<std::string> problem(Language language) const;

 private:
  std::map<std::string, std::string> values_;
  std::string repeated_;
  std::string unreadable_;
};

/// The language in which to answer, whatever else is wrong.
Language language_of(std::string_view query);

Outcome<PictureOptions> read_picture_options(Parameters& parameters, values::Timestamp now);

}  // namespace charts
