#include "stream.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/write.hpp>
#include <gtest/gtest.h>

namespace net {
namespace {

using boost::asio::ip::tcp;

class StreamTest : public ::testing::Test {
 protected:
  StreamTest() {
    tcp::acceptor acceptor(io, tcp::endpoint(boost::asio::ip::address_v4::loopback(), 0));
    stream.socket().connect(acceptor.local_endpoint());
    peer = acceptor.accept();
    stream.tune();
  }

  boost::asio::io_context io;
  Stream stream{tcp::socket(io)};
  tcp::socket peer{io};
};

TEST_F(StreamTest, AQuietPeerHasNotStirred) {
  EXPECT_FALSE(stream.has_stirred());
}

TEST_F(StreamTest, ADepartedPeerHasStirred) {
  peer.close();
  EXPECT_TRUE(stream.has_stirred());
}

TEST_F(StreamTest, APeerThatSpeaksUnaskedHasStirred) {
  boost::asio::write(peer, boost::asio::buffer("HTTP/1.1 408 Request Timeout\r\n\r\n", 32));
  EXPECT_TRUE(stream.has_stirred());
}

TEST_F(StreamTest, WritesNowOnlyWhatTheSocketTakes) {
  const std::string large(64U << 20U, 'x');
  boost::system::error_code error;
  const std::size_t written = stream.write_now(large, error);
  EXPECT_FALSE(error);
  EXPECT_GT(written, 0U);
  EXPECT_LT(written, large.size());
  EXPECT_EQ(stream.write_now(large, error), 0U);
  EXPECT_FALSE(error);
}

}  // namespace
}  // namespace net
