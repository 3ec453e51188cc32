package dev.aria.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {
  @TempDir Path dir;
  private final List<ServerSocket> rivals = new ArrayList<>();

  @AfterEach
  void closeRivals() throws IOException {
    for (ServerSocket rival : rivals) {
      rival.close();
    }
  }

  @Test
  void start_again_givesTheSamePorts() {
    List<Integer> first = Ports.start(dir, 3, ports -> ports);

    assertThat(first).hasSize(3).doesNotHaveDuplicates();
    assertThat(Ports.<List<Integer>>start(dir, 3, ports -> ports)).isEqualTo(first);
  }

  @Test
  void start_portTakenInTheLastMoment_triesOthers() {
    List<Integer> tried = new ArrayList<>();

    int port =
        Ports.start(
            dir,
            1,
            ports -> {
              tried.add(ports.get(0));
              if (tried.size() == 1) {
                take(ports.get(0));
                throw new ServerNotStarted("address already in use");
              }
              return ports.get(0);
            });

    assertThat(tried).hasSize(2).doesNotHaveDuplicates().endsWith(port);
    assertThat(Ports.<List<Integer>>start(dir, 1, ports -> ports)).containsExactly(port);
  }

  @Test
  void start_failsThoughItsPortIsFree_isNotTriedAgain() {
    List<Integer> tried = new ArrayList<>();

    assertThatThrownBy(
            () ->
                Ports.start(
                    dir,
                    1,
                    ports -> {
                      tried.addAll(ports);
                      throw new ServerNotStarted("disk full");
                    }))
        .hasMessage("disk full");
    assertThat(tried).hasSize(1);
  }

  @Test
  void start_fileDamaged_choosesNewPorts() throws IOException {
    Files.writeString(dir.resolve("ports"), "no number\n99999\n");

    assertThat(Ports.<List<Integer>>start(dir, 2, ports -> ports))
        .hasSize(2)
        .allMatch(port -> port > 0 && port < 65_536);
  }

  private void take(int port) {
    try {
      rivals.add(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
