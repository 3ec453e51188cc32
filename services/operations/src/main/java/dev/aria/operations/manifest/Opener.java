package dev.aria.operations.manifest;

import dev.aria.operations.manifest.RunOpening.State;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/**
 * Who opens a run.
 *
 * @param command such as {@code aria up}
 * @param user name of the user
 * @param host name of the machine
 * @param process id of the process on it
 */
record Opener(String command, String user, String host, long process) {
  /** This process. */
  static Opener of(String command) {
    return new Opener(
        command,
        System.getProperty("user.name", "unknown"),
        thisHost(),
        ProcessHandle.current().pid());
  }

  /** Name of this machine. */
  static String thisHost() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return "unknown";
    }
  }

  RunOpening opening(Map<String, String> versions, Clock clock) {
    Instant now = clock.instant();
    return new RunOpening(
        now.toString(),
        now.toString(),
        State.RUNNING,
        user,
        host,
        process,
        command,
        versions,
        Map.of());
  }
}
