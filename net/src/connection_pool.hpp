#pragma once
// A bounded number of connections, lent to one request at a time: the one used last is lent first, so that those not
// needed grow old and close; who finds none free waits in order. Use it from its executor only.

#include <chrono>
#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/intrusive/list.hpp>

#include "connection.hpp"

namespace net {

class ConnectionPool {
 public:
  /// The right to use one connection, which may not be open. It must not outlive the pool.
  class Lease {
   public:
    Lease() = default;
    Lease(ConnectionPool& pool, Connection& connection) : pool_(&pool), connection_(&connection) {}
    Lease(Lease&& other) noexcept { swap(other); }
    Lease& operator=(Lease&& other) noexcept {
      swap(other);
      return *this;
    }
    /// Without give_back(), the connection is in an unknown state and is thrown away.
    ~Lease() {
      if (connection_ != nullptr) pool_->discard(*connection_);
    }

    explicit operator bool() const { return connection_ != nullptr; }
    Connection* operator->() const { return connection_; }
    Connection& operator*() const { return *connection_; }

    void give_back() { pool_->put_back(*std::exchange(connection_, nullptr)); }

   private:
    void swap(Lease& other) noexcept {
      std::swap(pool_, other.pool_);
      std::swap(connection_, other.connection_);
    }

    ConnectionPool* pool_ = nullptr;
    Connection* connection_ = nullptr;
  };

  ConnectionPool(boost::asio::any_io_executor executor, std::size_t max_connections,
                 std::chrono::milliseconds idle_timeout);

  /// Empty if none is free, or the pool is closed.
  Lease try_acquire();

  /// Waits for one; empty if there is none by `deadline`, or the pool is closed.
  boost::asio::awaitable<Lease> acquire(Clock::time_point deadline);

  void close();
  bool is_closed() const { return is_closed_; }

 private:
  struct Waiter : boost::intrusive::list_base_hook<boost::intrusive::link_mode<boost::intrusive::auto_unlink>> {
    boost::asio::steady_timer timer;  // cancelled once there is a lease
    Lease lease;

    explicit Waiter(boost::asio::steady_timer deadline) : timer(std::move(deadline)) {}
  };

  Connection& add();
  void put_back(Connection& connection);
  void discard(Connection& connection);
  void lend_to_first_waiter(Connection& connection);

  boost::asio::any_io_executor executor_;
  std::size_t max_connections_;
  std::chrono::milliseconds idle_timeout_;
  std::vector<std::unique_ptr<Connection>> connections_;
  std::vector<Connection*> idle_;  // the one used last at the back
  boost::intrusive::list<Waiter, boost::intrusive::constant_time_size<false>> waiters_;
  bool is_closed_ = false;
};

}  // namespace net
