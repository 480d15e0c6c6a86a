#include "invoice_links.hpp"

#include <utility>

namespace simulator {

std::string InvoiceLinks::create(Offer offer) {
  std::string url = "https://t.me/$" + identifiers_.invoice_slug();
  offers_.insert_or_assign(url, std::move(offer));
  oldest_first_.push_back(url);
  while (oldest_first_.size() > kKept) {
    offers_.erase(oldest_first_.front());
    oldest_first_.pop_front();
  }
  return url;
}

const Offer* InvoiceLinks::find(std::string_view url) const {
  const auto found = offers_.find(std::string(url));
  return found == offers_.end() ? nullptr : &found->second;
}

}  // namespace simulator
