package dev.aria.embedded;

import static java.util.Map.entry;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Settings of a KRaft broker that is its own controller, on loopback, sized for one machine. What
 * each costs was measured.
 */
final class BrokerProperties {
  /** The broker's number in its cluster, and its controller's. */
  static final int NODE = 1;

  private static final Map<String, String> FIXED =
      Map.ofEntries(
          entry("process.roles", "broker,controller"),
          entry("node.id", Integer.toString(NODE)),
          entry("controller.listener.names", "CONTROLLER"),
          entry("auto.create.topics.enable", "false"),
          entry("offsets.topic.replication.factor", "1"),
          entry("offsets.topic.num.partitions", "8"),
          // ten years: what a group has consumed outlasts any pause of its members (default 7 days)
          entry("offsets.retention.minutes", "5256000"),
          entry("transaction.state.log.replication.factor", "1"),
          entry("transaction.state.log.min.isr", "1"),
          entry("transaction.state.log.num.partitions", "8"),
          entry("share.coordinator.state.topic.replication.factor", "1"),
          entry("share.coordinator.state.topic.min.isr", "1"),
          entry("share.coordinator.state.topic.num.partitions", "4"),
          entry("message.max.bytes", "8388608"),
          // memory and disk of one small broker: defaults are 128 MiB and 10 MiB a partition
          entry("log.cleaner.dedupe.buffer.size", "16777216"),
          entry("log.index.size.max.bytes", "1048576"),
          // alone, it gains nothing by being fenced when the machine has stood still (default 9 s)
          entry("broker.session.timeout.ms", "30000"),
          entry("broker.heartbeat.interval.ms", "500"),
          // what a dead writer left open holds readers up for its timeout and this (default 10 s)
          entry("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000"),
          // a dead reader's partitions move in 6 s instead of 45
          entry("group.initial.rebalance.delay.ms", "0"),
          entry("group.consumer.session.timeout.ms", "6000"),
          entry("group.consumer.min.session.timeout.ms", "3000"),
          entry("group.consumer.heartbeat.interval.ms", "500"),
          entry("group.consumer.min.heartbeat.interval.ms", "200"));

  private BrokerProperties() {}

  /** All settings, with log segments in {@code data} and the ports (client, controller). */
  static Map<String, String> of(Path data, List<Integer> ports) {
    String client = "CLIENT://127.0.0.1:" + ports.get(0);
    Map<String, String> all = common(data, ports.get(1));
    all.put("listener.security.protocol.map", "CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    all.put("inter.broker.listener.name", "CLIENT");
    all.put("listeners", client + ",CONTROLLER://127.0.0.1:" + ports.get(1));
    all.put("advertised.listeners", client);
    return all;
  }

  /** The same with a client listener that asks for TLS and sign-in; ports (client, -, broker's). */
  static Map<String, String> of(Path data, List<Integer> ports, BrokerSecurity security) {
    String open =
        "CLIENT://127.0.0.1:%d,BROKER://127.0.0.1:%d".formatted(ports.get(0), ports.get(2));
    Map<String, String> all = common(data, ports.get(1));
    all.put(
        "listener.security.protocol.map", "CLIENT:SASL_SSL,BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT");
    all.put("inter.broker.listener.name", "BROKER");
    all.put("listeners", open + ",CONTROLLER://127.0.0.1:" + ports.get(1));
    all.put("advertised.listeners", open);
    all.putAll(security.properties());
    return all;
  }

  /** Of that broker's controller alone, over the same data. */
  static Map<String, String> controllerOnly(Path data, int port) {
    Map<String, String> all = common(data, port);
    all.put("process.roles", "controller");
    all.put("listener.security.protocol.map", "CONTROLLER:PLAINTEXT");
    all.put("listeners", "CONTROLLER://127.0.0.1:" + port);
    return all;
  }

  private static Map<String, String> common(Path data, int controller) {
    Map<String, String> all = new HashMap<>(FIXED);
    // static voters, so that the controller's port may differ at the next start
    all.put("controller.quorum.voters", NODE + "@127.0.0.1:" + controller);
    all.put("log.dirs", data.toString());
    return all;
  }
}
