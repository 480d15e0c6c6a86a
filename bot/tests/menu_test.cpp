#include <regex>
#include <set>

#include <boost/json.hpp>
#include <gmock/gmock.h>

#include "bot/conversation.hpp"
#include "scene.hpp"
#include "values/utf8.hpp"

namespace bot {
namespace {

using testing::Contains;
using testing::Not;
using testing::SizeIs;

std::vector<boost::json::object> menus(std::vector<values::UserId> owners) {
  std::vector<boost::json::object> parsed;
  for (const telegram::Call& call : menu_of(owners)) {
    EXPECT_EQ(call.method, "setMyCommands");
    parsed.push_back(boost::json::parse(call.body).as_object());
  }
  return parsed;
}

std::vector<std::string> commands_in(const boost::json::object& menu) {
  std::vector<std::string> names;
  for (const boost::json::value& command : menu.at("commands").as_array()) {
    names.emplace_back(command.at("command").as_string());
  }
  return names;
}

TEST(Menu, IsOneALanguageAndOneMoreForEachOwner) {
  EXPECT_THAT(menus({}), SizeIs(2));
  const std::vector<boost::json::object> all = menus({kOlga.id(), kOwen.id()});
  ASSERT_THAT(all, SizeIs(6));
  std::set<std::pair<std::string, std::string>> places;
  for (const boost::json::object& menu : all) {
    const auto* language = menu.if_contains("language_code");
    const auto* scope = menu.if_contains("scope");
    places.emplace(language ? boost::json::serialize(*language) : "", scope ? boost::json::serialize(*scope) : "");
    const bool for_owner = scope != nullptr;
    if (for_owner) {
      EXPECT_THAT(commands_in(menu), Contains("stats"));
    } else {
      EXPECT_THAT(commands_in(menu), Not(Contains("stats")));
    }
  }
  EXPECT_THAT(places, SizeIs(6));
}

TEST(Menu, KeepsTelegramsLimits) {
  for (const boost::json::object& menu : menus({kOlga.id()})) {
    EXPECT_LE(menu.at("commands").as_array().size(), 100U);
    for (const boost::json::value& command : menu.at("commands").as_array()) {
      const std::string name(command.at("command").as_string());
      EXPECT_TRUE(std::regex_match(name, std::regex("[a-z0-9_]{1,32}"))) << name;
      const std::size_t length = values::count_code_points(command.at("description").as_string());
      EXPECT_GE(length, 1U) << name;
      EXPECT_LE(length, 256U) << name;
    }
  }
}

TEST(Menu, ShowsOnlyCommandsThatAreUnderstood) {
  Scene scene;
  const std::string hint = scene.says(kOlga, "/nonsense").only().text();
  for (const boost::json::object& menu : menus({kOlga.id()})) {
    for (const std::string& command : commands_in(menu)) {
      EXPECT_NE(scene.says(kOlga, "/" + command).all.at(0).text(), hint) << command;
    }
  }
}

}  // namespace
}  // namespace bot
