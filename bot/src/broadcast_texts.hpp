#pragma once
// What the bot says to owners about broadcasts, as one function a message; a language is a class, as in texts.hpp.
//
// Plain text without markup. Parameters that come from outside are bounded by whoever passes them. Thread-safe: the
// objects have no state.

#include <cstdint>
#include <string>
#include <string_view>

#include "shop/broadcast.hpp"
#include "shop/language.hpp"

namespace bot {

class BroadcastTexts {
 public:
  virtual ~BroadcastTexts() = default;

  virtual std::string how_to_broadcast() const = 0;
  virtual std::string unknown_segment(std::string_view name) const = 0;
  virtual std::string nobody(const shop::Broadcast& draft) const = 0;
  virtual std::string one_at_a_time(const shop::Broadcast& under_way, std::int64_t awaited) const = 0;
  virtual std::string refused(std::string_view reason) const = 0;  ///< By Telegram, already as a preview.

  /// Below the preview.
  virtual std::string draft(const shop::Broadcast& broadcast) const = 0;
  /// What takes its place then. `awaited`: messages on their way.
  virtual std::string progress(const shop::Broadcast& broadcast, std::int64_t awaited) const = 0;
  virtual std::string ended(const shop::Broadcast& broadcast) const = 0;

  virtual std::string send_button() const = 0;
  virtual std::string cancel_button() const = 0;
  virtual std::string pause_button() const = 0;
  virtual std::string resume_button() const = 0;
  virtual std::string stop_button() const = 0;
};

const BroadcastTexts& broadcast_texts_in(shop::Language language);

}  // namespace bot
