#pragma once
// The end of a string, for writers that know beforehand how much they write at most: they ask for room once, write with
// plain pointers and say how far they came.
//
//   char* at = buffer.room_for(name.size() + kLongestNumber + 2);
//   at = append(at, name);
//   *at++ = ' ';
//   at = append_number(at, value);
//   *at++ = '\n';
//   buffer.written_up_to(at);
//
// Used by one thread.

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>

namespace metrics {

/// Copies `text` to `at`, where there is room, and returns where it ends.
inline char* append(char* at, std::string_view text) {
  if (text.empty()) return at;  // it may be null, which memcpy must not get
  std::memcpy(at, text.data(), text.size());
  return at + text.size();
}

class OutputBuffer {
 public:
  /// Appends to `out`, which must outlive the buffer and is complete once that is gone.
  explicit OutputBuffer(std::string& out) : out_(out), next_(out.data() + out.size()), end_(next_) {}
  ~OutputBuffer() { out_.resize(size()); }
  OutputBuffer(const OutputBuffer&) = delete;
  OutputBuffer& operator=(const OutputBuffer&) = delete;

  /// Where at least `bytes` more may be written. Throws std::bad_alloc.
  char* room_for(std::size_t bytes) {
    if (static_cast<std::size_t>(end_ - next_) < bytes) [[unlikely]]
      extend(bytes);
    return next_;
  }

  /// `end` lies within the room that was asked for last.
  void written_up_to(char* end) { next_ = end; }

  void append(std::string_view text) { written_up_to(metrics::append(room_for(text.size()), text)); }

  /// How much is written, with what was in the string before.
  std::size_t size() const { return static_cast<std::size_t>(next_ - out_.data()); }

  /// What is written from `position`, a former size, on. Until the next call of `room_for`.
  char* at(std::size_t position) { return out_.data() + position; }

 private:
  // A string fills what it grows by with zeros: in steps that fit a near cache, that costs next to nothing.
  static constexpr std::size_t kStep = 32768;

  void extend(std::size_t bytes) {
    const std::size_t written = size();
    const std::size_t wanted = written + std::max(bytes, kStep);
    // To grow by doubling, as `append` would; `resize` alone may grow by just what it is asked for.
    if (wanted > out_.capacity()) out_.reserve(std::max(wanted, 2 * out_.capacity()));
    out_.resize(wanted);
    next_ = out_.data() + written;
    end_ = out_.data() + out_.size();
  }

  std::string& out_;
  char* next_;
  char* end_;
};

}  // namespace metrics
