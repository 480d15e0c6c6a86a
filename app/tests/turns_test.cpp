#include "turns.hpp"

#include <vector>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <gtest/gtest.h>

namespace app {
namespace {

namespace asio = boost::asio;

TEST(Turns, OneAtATimeInTheOrderOfAsking) {
  asio::io_context io;
  Turns turns(io.get_executor());
  std::vector<int> begun;
  std::vector<int> ended;
  for (int each = 0; each < 5; ++each) {
    asio::co_spawn(
        io,
        [&, each]() -> asio::awaitable<void> {
          const Turns::Turn turn = co_await turns.take();
          EXPECT_EQ(begun.size(), ended.size()) << "somebody else is still at it";
          begun.push_back(each);
          for (int step = 0; step < 3; ++step) co_await asio::post(io, asio::use_awaitable);
          ended.push_back(each);
        },
        asio::detached);
  }
  io.run();
  EXPECT_EQ(begun, (std::vector<int>{0, 1, 2, 3, 4}));
  EXPECT_EQ(ended, begun);
}

TEST(Turns, AFreeTurnIsTakenAtOnceAgainAndAgain) {
  asio::io_context io;
  Turns turns(io.get_executor());
  int taken = 0;
  asio::co_spawn(
      io,
      [&]() -> asio::awaitable<void> {
        for (int time = 0; time < 3; ++time) {
          const Turns::Turn turn = co_await turns.take();
          ++taken;
        }
      },
      asio::detached);
  io.run();
  EXPECT_EQ(taken, 3);
}

}  // namespace
}  // namespace app
