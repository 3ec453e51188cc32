package dev.aria.runtime.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.runtime.settings.Settings;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import org.junit.jupiter.api.Test;

/** Who may read metrics and health: this machine, unless the settings say otherwise. */
class LoopbackTest {
  @Test
  void open_nothingSaid_isReachedByTheLoopbackAddressAlone() throws IOException {
    try (Endpoint endpoint = open()) {
      assertThat(isReached(loopback(1), endpoint)).isTrue();
      assertThat(isReached(anotherAddress(), endpoint)).isFalse();
    }
  }

  @Test
  void open_hostGiven_isReachedByAnyAddress() throws IOException {
    try (Endpoint endpoint = open("-Daria.metrics.host=0.0.0.0")) {
      assertThat(isReached(anotherAddress(), endpoint)).isTrue();
    }
  }

  private static Endpoint open(String... arguments) {
    return Endpoint.open(
        Settings.load(arguments).metrics(), Meters.registry("tester", "r1"), new Health());
  }

  private static boolean isReached(InetAddress address, Endpoint endpoint) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, endpoint.port()), 2000);
      return true;
    } catch (ConnectException refused) {
      return false;
    }
  }

  /** This machine's on the network; without one, an address that a wildcard socket answers too. */
  private static InetAddress anotherAddress() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
        .findFirst()
        .orElse(loopback(2));
  }

  private static InetAddress loopback(int last) throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
  }
}
