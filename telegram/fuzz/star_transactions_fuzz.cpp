// Any bytes as the answer to getStarTransactions and getMyStarBalance: reading them must end, in bounds.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "answer.hpp"
#include "telegram/star_transactions.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  net::Response response;
  response.body.assign(reinterpret_cast<const char*>(bytes), size);
  const telegram::ApiResult answer = telegram::read_answer(response, true);
  if (!answer) return 0;
  if (const auto balance = telegram::read_star_balance(*answer)) {
    if (values::to_string(*balance).empty()) std::abort();
  }
  const auto transactions = telegram::read_star_transactions(*answer);
  if (!transactions) return 0;
  for (const telegram::StarTransaction& transaction : *transactions) {
    const auto amount = telegram::amount_of(transaction.amount, transaction.nanostar_amount);
    if (amount && amount->whole() > values::Stars{10'000'000'000}) std::abort();
  }
  return 0;
}
