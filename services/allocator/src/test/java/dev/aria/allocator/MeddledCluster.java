package dev.aria.allocator;

import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.kafka.transaction.TransactionalWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** A cluster with something of a test's own where transactional writers are made. */
final class MeddledCluster {
  private MeddledCluster() {}

  /**
   * {@code cluster}, whose transactional writers are what {@code meddling} gives for the making of
   * one.
   */
  static Cluster of(Cluster cluster, UnaryOperator<Supplier<TransactionalWriter>> meddling) {
    return (Cluster)
        Proxy.newProxyInstance(
            Cluster.class.getClassLoader(),
            new Class<?>[] {Cluster.class},
            (proxy, method, arguments) -> {
              Call call = () -> method.invoke(cluster, arguments);
              return method.getName().equals("transactionalWriter")
                  ? meddling.apply(() -> (TransactionalWriter) answer(call)).get()
                  : answer(call);
            });
  }

  private interface Call {
    Object make() throws InvocationTargetException, IllegalAccessException;
  }

  private static Object answer(Call call) {
    try {
      return call.make();
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException thrown) {
        throw thrown;
      }
      throw new AssertionError(e);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
