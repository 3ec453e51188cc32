package dev.aria.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The loopback ports of a server, remembered in its directory so that it comes back at the same
 * address as long as nobody has taken them in between.
 */
final class Ports {
  private static final String FILE = "ports";
  private static final int ATTEMPTS = 3;

  /** Something that binds ports; it fails if one of them was taken meanwhile. */
  interface Start<T> {
    T on(List<Integer> ports);
  }

  private Ports() {}

  /**
   * Starts a server on the remembered ports, or on new free ones where they are taken. A start that
   * fails while one of its ports is taken is tried again on other ports.
   */
  static <T> T start(Path dir, int count, Start<T> start) {
    List<Integer> ports = remembered(dir, count);
    for (int attempt = 1; ; attempt++) {
      if (ports.size() != count || !allFree(ports)) {
        ports = remember(dir, FreePorts.find(count));
      }
      try {
        return start.on(ports);
      } catch (ServerNotStarted e) {
        if (attempt == ATTEMPTS || allFree(ports)) {
          throw e;
        }
      }
    }
  }

  private static List<Integer> remembered(Path dir, int count) {
    Path file = dir.resolve(FILE);
    try {
      return Files.exists(file)
          ? Files.readAllLines(file).stream().map(Integer::valueOf).limit(count).toList()
          : List.of();
    } catch (NumberFormatException damaged) {
      return List.of(); // ports are no data: new ones are as good
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Integer> remember(Path dir, List<Integer> ports) {
    try {
      Files.write(dir.resolve(FILE), ports.stream().map(String::valueOf).toList());
      return ports;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean allFree(List<Integer> ports) {
    return ports.stream().allMatch(Ports::free);
  }

  private static boolean free(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true); // a port in TIME_WAIT is free
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException | IllegalArgumentException taken) {
      return false;
    }
  }
}
