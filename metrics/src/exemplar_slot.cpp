#include "exemplar_slot.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string>
#include <vector>

#include "name_escaping.hpp"
#include "utf8.hpp"

namespace metrics {

namespace {

/// Of well-formed UTF-8: all bytes but those that continue a character.
std::size_t characters_in(std::string_view text) noexcept {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

bool has_repeated_name(const ExemplarLabels& labels) noexcept {
  for (auto label = labels.begin(); label != labels.end(); ++label) {
    const auto same_name = [label](const auto& other) { return other.first == label->first; };
    if (std::any_of(std::next(label), labels.end(), same_name)) return true;
  }
  return false;
}

/// Writes text from a position on.
class Encoder {
 public:
  explicit Encoder(char* out) : begin_(out), out_(out) {}

  void byte(std::size_t value) noexcept { *out_++ = static_cast<char>(static_cast<unsigned char>(value)); }
  void text(std::string_view text) noexcept { out_ = std::ranges::copy(text, out_).out; }
  std::size_t size() const noexcept { return static_cast<std::size_t>(out_ - begin_); }

 private:
  char* const begin_;
  char* out_;
};

/// Reads what Encoder wrote.
class Decoder {
 public:
  explicit Decoder(std::string_view text) : rest_(text) {}

  bool is_at_end() const noexcept { return rest_.empty(); }
  std::size_t byte() noexcept { return static_cast<unsigned char>(text(1).front()); }
  std::string_view text(std::size_t size) noexcept {
    const std::string_view taken = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return taken;
  }

 private:
  std::string_view rest_;
};

std::vector<Label> decode_labels(std::string_view text) {
  std::vector<Label> labels;
  for (Decoder in(text); !in.is_at_end();) {
    const std::string_view name = in.text(in.byte());
    const std::size_t value_high = in.byte();
    const std::string_view value = in.text(value_high << 8U | in.byte());
    labels.push_back({.name = std::string(name), .value = std::string(value)});
  }
  return labels;
}

}  // namespace

std::string_view exemplar_fault(const ExemplarLabels& labels) noexcept {
  std::size_t characters = 0;
  for (const auto& [name, value] : labels) {
    if (!is_legacy_label_name(name)) return "a label name of an exemplar must match [a-zA-Z_][a-zA-Z0-9_]*";
    if (!is_valid_utf8(value)) return "a label value of an exemplar must be valid UTF-8";
    // Prometheus 2.42 refuses the whole page, though NUL is a character like others.
    if (value.find('\0') != std::string_view::npos) return "a label value of an exemplar must be without NUL";
    characters += name.size() + characters_in(value);
  }
  static_assert(kLongestExemplar == 128);
  if (characters > kLongestExemplar) return "the labels of an exemplar must have at most 128 characters together";
  if (has_repeated_name(labels)) return "the label names of an exemplar must differ";
  return {};
}

void StoredExemplar::assign(double value, const ExemplarLabels& labels,
                            std::chrono::system_clock::time_point now) noexcept {
  Encoder out(text_.data());
  for (const auto& [name, text] : labels) {
    out.byte(name.size());
    out.text(name);
    out.byte(text.size() >> 8U);
    out.byte(text.size());
    out.text(text);
  }
  size_ = out.size();
  value_ = value;
  timestamp_ = now;
}

Exemplar StoredExemplar::decode() const {
  return {.labels = decode_labels({text_.data(), size_}), .value = value_, .timestamp = timestamp_};
}

void ExemplarSlot::keep(double value, const ExemplarLabels& labels,
                        std::chrono::system_clock::time_point now) noexcept {
  const std::unique_lock lock(mutex_, std::try_to_lock);
  if (!lock.owns_lock()) return;
  if (!kept_) kept_.emplace();
  kept_->assign(value, labels, now);
}

std::optional<Exemplar> ExemplarSlot::read() const {
  std::optional<StoredExemplar> copy;
  {
    // Copied first and decoded after: a writer drops its exemplar for as long as this is locked.
    const std::lock_guard lock(mutex_);
    copy = kept_;
  }
  if (!copy) return std::nullopt;
  return copy->decode();
}

void ExemplarSlot::clear() noexcept {
  const std::lock_guard lock(mutex_);
  kept_.reset();
}

}  // namespace metrics
