package dev.aria.operations.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServerAddressesTest {
  private static final ServerAddresses ADDRESSES =
      new ServerAddresses("127.0.0.1:9092", "redis://127.0.0.1:6379");

  @TempDir private Path data;

  @Test
  void running_announcedByALivingProcess_findsTheAddresses() {
    ADDRESSES.announce(data);

    assertThat(ServerAddresses.running(data)).contains(ADDRESSES);
  }

  @Test
  void running_withdrawnOrNeverAnnounced_findsNone() {
    Optional<ServerAddresses> before = ServerAddresses.running(data);
    ADDRESSES.announce(data);
    ServerAddresses.withdraw(data);

    assertThat(before).isEmpty();
    assertThat(ServerAddresses.running(data)).isEmpty();
  }

  @Test
  void running_processIdGivenToAnotherProcessSince_findsNone() throws Exception {
    ADDRESSES.announce(data);
    Path file = data.resolve("servers.properties");
    List<String> lines =
        Files.readAllLines(file).stream()
            .map(line -> line.startsWith("started=") ? "started=2001-01-01T00\\:00\\:00Z" : line)
            .toList();
    Files.write(file, lines);

    assertThat(ServerAddresses.running(data)).isEmpty();
  }
}
