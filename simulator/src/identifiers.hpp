#pragma once
// The identifiers that Telegram hands out. They come from a generator of their own, apart from the customers' choices:
// a bot that keeps its store between two runs of a demo must not meet the charges and updates of the first run again.
//
// Not thread-safe.

#include <cstdint>
#include <random>
#include <string>
#include <string_view>

#include "values/id.hpp"

namespace simulator {

struct FileIdentifiers {
  std::string id;         ///< `file_id`: names the file to the bot.
  std::string unique_id;  ///< `file_unique_id`: can't be used to download it.
};

class Identifiers {
 public:
  explicit Identifiers(std::uint64_t seed) : random_(seed) {}

  /// Where a queue of updates begins: anywhere, but far from the largest 32-bit number that Telegram's ids fit in.
  values::UpdateId first_update();
  /// A query's id: decimal digits, in text.
  std::string query();
  values::ChargeId charge();
  /// Of a transaction that is no payment.
  std::string transaction();
  /// What follows "https://t.me/$" in the link of an invoice.
  std::string invoice_slug();
  /// What follows "https://t.me/+" in the link to a channel.
  std::string invite_hash();
  /// `prefix` tells the kind of file, as in Telegram.
  FileIdentifiers file(std::string_view prefix);

 private:
  /// Ten characters a word, of those that need no escaping in a URL.
  std::string random_text(int words);

  std::mt19937_64 random_;
};

}  // namespace simulator
