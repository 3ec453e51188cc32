package dev.aria.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Free loopback ports for servers that are started a moment later, in this process or another. They
 * lie below the range from which operating systems give ports to whoever asks for any, clients
 * among them: a port of that range is often taken before the server binds it.
 */
public final class FreePorts {
  private static final int FIRST = 15_000;

  /** Linux gives out ports from 32768 on, other systems from 49152. */
  private static final int END = 32_768;

  private static final int ATTEMPTS = 1_000;

  private FreePorts() {}

  /**
   * {@code count} ports that differ.
   *
   * @throws ServerNotStarted when there are not so many
   */
  public static List<Integer> find(int count) {
    List<ServerSocket> held = new ArrayList<>(); // all open at once, so that they differ
    try {
      for (int attempt = 0; held.size() < count; attempt++) {
        if (attempt == ATTEMPTS) {
          throw new ServerNotStarted(
              "no %d free ports from %d to %d on the loopback interface"
                  .formatted(count, FIRST, END - 1));
        }
        tryHold(ThreadLocalRandom.current().nextInt(FIRST, END), held);
      }
      return held.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      held.forEach(FreePorts::close);
    }
  }

  private static void tryHold(int port, List<ServerSocket> held) {
    try {
      held.add(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
    } catch (IOException taken) {
      // the next attempt asks for another
    }
  }

  private static void close(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
