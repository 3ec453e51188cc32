package dev.aria.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FreePortsTest {
  @Test
  void find_several_differAndLieBelowThoseThatClientsGet() {
    List<Integer> ports = FreePorts.find(20);

    assertThat(ports).hasSize(20).doesNotHaveDuplicates();
    assertThat(ports).allSatisfy(port -> assertThat(port).isBetween(15_000, 32_767));
  }

  @Test
  void find_one_canBeBound() throws IOException {
    int port = FreePorts.find(1).get(0);

    try (ServerSocket server = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(server.getLocalPort()).isEqualTo(port);
    }
  }
}
