# What `cmake --install BUILD --component metrics --prefix PREFIX` puts where another project finds it: the headers, the
# library, a CMake package and a pkg-config file. All of it may be moved afterwards.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

add_library(coursebot::metrics ALIAS metrics)
set_target_properties(metrics PROPERTIES EXPORT_NAME metrics)
target_compile_features(metrics PUBLIC cxx_std_20)
# A program may link it into a shared library of its own. No function of it is ever replaced at load time.
target_compile_options(metrics PRIVATE -fPIC -fno-semantic-interposition)
# No header that was precompiled without these options fits.
set_target_properties(metrics PROPERTIES DISABLE_PRECOMPILE_HEADERS ON)
target_link_libraries(metrics PRIVATE Threads::Threads)

set(package coursebot-metrics)
set(package_folder "${CMAKE_INSTALL_LIBDIR}/cmake/${package}")

install(DIRECTORY include/metrics DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}" COMPONENT metrics FILES_MATCHING PATTERN "*.hpp")
install(TARGETS metrics EXPORT ${package}
  ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}" COMPONENT metrics
  INCLUDES DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
install(EXPORT ${package} NAMESPACE coursebot:: FILE ${package}-targets.cmake
  DESTINATION "${package_folder}" COMPONENT metrics)

configure_package_config_file(cmake/${package}-config.cmake.in "${CMAKE_CURRENT_BINARY_DIR}/${package}-config.cmake"
  INSTALL_DESTINATION "${package_folder}" NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file("${CMAKE_CURRENT_BINARY_DIR}/${package}-config-version.cmake"
  VERSION ${PROJECT_VERSION} COMPATIBILITY SameMinorVersion)

# pkg-config knows where its own file is, so paths relative to it survive a move.
file(RELATIVE_PATH prefix_from_pkgconfig "/prefix/${CMAKE_INSTALL_LIBDIR}/pkgconfig" /prefix)
configure_file(cmake/${package}.pc.in ${package}.pc @ONLY)

install(FILES "${CMAKE_CURRENT_BINARY_DIR}/${package}-config.cmake"
  "${CMAKE_CURRENT_BINARY_DIR}/${package}-config-version.cmake"
  DESTINATION "${package_folder}" COMPONENT metrics)
install(FILES "${CMAKE_CURRENT_BINARY_DIR}/${package}.pc"
  DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig" COMPONENT metrics)
