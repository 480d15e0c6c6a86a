#pragma once
// Invoices as links: anybody may pay one, as often as they like ("createInvoiceLink" in the Bot API).
//
//   const std::string url = links.create(offer);      // "https://t.me/$…"
//   const Offer* offer = links.find(url);
//
// Bounded: the newest kKept are known. Not thread-safe.

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>

#include "identifiers.hpp"
#include "offer.hpp"

namespace simulator {

class InvoiceLinks {
 public:
  static constexpr std::size_t kKept = 100'000;

  explicit InvoiceLinks(Identifiers& identifiers) : identifiers_(identifiers) {}

  std::string create(Offer offer);
  /// nullptr where `url` is not a link of this bot's.
  const Offer* find(std::string_view url) const;

 private:
  Identifiers& identifiers_;
  std::unordered_map<std::string, Offer> offers_;  // by URL
  std::deque<std::string> oldest_first_;
};

}  // namespace simulator
