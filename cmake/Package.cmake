# What find_package(chancery) finds after an installation.
include(CMakePackageConfigHelpers)
configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/chanceryConfig.cmake.in
  ${PROJECT_BINARY_DIR}/chanceryConfig.cmake
  INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/chancery)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/chanceryConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/chanceryConfig.cmake
  ${PROJECT_BINARY_DIR}/chanceryConfigVersion.cmake
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/chancery)
install(EXPORT chanceryTargets NAMESPACE chancery::
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/chancery)
