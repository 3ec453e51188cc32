package ai.djl.pytorch.jni;

import ai.djl.ndarray.NDList;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/**
 * Calls any method of a TorchScript module, with autograd or without. It stands in DJL's package
 * because {@code PyTorchLibrary}, the native interface, is visible only there; DJL's public calls
 * run every method but {@code forward} in inference mode. Nothing but our engine package uses it.
 */
@NullMarked
public final class ScriptCalls {
  private ScriptCalls() {}

  /**
   * Runs {@code method} and attaches every tensor it returns (one, a tuple or a list) to {@code
   * results}. Closes the arguments. The graph optimizer is switched off for this thread first: with
   * it the first calls round differently from later ones, so that a resumed run would not repeat an
   * uninterrupted one.
   *
   * @param gradients whether autograd records; if not, the method may still write to parameters
   * @param inference whether everything made inside may never take part in autograd (fastest)
   */
  public static NDList run(
      PtSymbolBlock module,
      String method,
      PtNDManager results,
      boolean gradients,
      boolean inference,
      IValue... arguments) {
    JniUtils.setGraphExecutorOptimize(false);
    JniUtils.setGradMode(gradients);
    try {
      long[] handles = Stream.of(arguments).mapToLong(IValue::getHandle).toArray();
      long output =
          PyTorchLibrary.LIB.moduleRunMethod(
              module.getHandle(), method, handles, !inference, false);
      try (IValue value = new IValue(output)) {
        return value.toNDList(results);
      }
    } finally {
      Stream.of(arguments).forEach(IValue::close);
    }
  }
}
