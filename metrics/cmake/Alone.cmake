# What the library needs where it is built without the rest of CourseBot: by itself (cmake -S metrics) or inside another
# project (add_subdirectory). It needs a C++20 compiler and zlib, and sets nothing for anybody else's targets.
find_package(ZLIB REQUIRED)
find_package(Threads REQUIRED)

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release)
endif()
# Its tests, its benchmarks and its warnings are those of the whole checkout.
set(BUILD_TESTING OFF)
add_library(coursebot_compile_options INTERFACE)

include("${CMAKE_CURRENT_LIST_DIR}/../../cmake/Module.cmake")
