// What becomes of news of the catalogue's files.

#include "answer.hpp"
#include "bot/catalogue_call.hpp"

namespace bot {
namespace {

constexpr std::size_t kMaxProblem = 1'000;
constexpr std::size_t kMaxNamed = 10;  // courses of each kind
// What happens by itself is nobody's doing.
constexpr values::UserId kNobody{0};

void append(std::string& details, std::string_view what, const std::vector<values::CourseId>& courses) {
  if (courses.empty()) return;
  details.append(details.empty() ? "" : "; ").append(what).append(" ");
  for (std::size_t i = 0; i < courses.size() && i < kMaxNamed; ++i) {
    details.append(i == 0 ? "" : ", ").append(bounded(courses[i].value(), shop::kMaxSlug));
  }
  if (courses.size() > kMaxNamed) details.append(" and " + std::to_string(courses.size() - kMaxNamed) + " more");
}

std::string details_of(const CatalogueReloaded& reloaded) {
  std::string details;
  append(details, "added", reloaded.added);
  append(details, "changed", reloaded.changed);
  append(details, "removed", reloaded.removed);
  return details.empty() ? "plans, rules or promo codes" : details;
}

}  // namespace

Decision decide(const CatalogueReloaded& reloaded, store::Reader& reader, const Situation& situation) {
  Decision decision;
  if (reloaded.problem) {
    const std::string problem = bounded(*reloaded.problem, kMaxProblem);
    add(decision,
        tell_owners({reader, situation}, [&](const Texts& texts) { return texts.catalogue_refused(problem); }));
    return decision;
  }
  decision.effects.push_back(shop::OwnerActed{.entry = {.bot = situation.bot,
                                                        .owner = kNobody,
                                                        .action = "catalogue",
                                                        .subject = "",
                                                        .details = details_of(reloaded),
                                                        .at = situation.now}});
  return decision;
}

}  // namespace bot
