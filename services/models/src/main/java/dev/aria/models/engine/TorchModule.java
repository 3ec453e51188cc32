package dev.aria.models.engine;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Parameter;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.pytorch.jni.ScriptCalls;
import ai.djl.util.Pair;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A TorchScript module in native memory, with its parameters by name. Whoever loads it closes it.
 * Only code of the models module may touch one: its values never leave that module.
 */
public final class TorchModule implements AutoCloseable {
  /** Whether autograd records a call, and whether it may write to parameters. */
  public enum Mode {
    /** Autograd records; for a forward pass that is differentiated. */
    GRADIENT,
    /** Autograd is off, parameters may be written in place. */
    UPDATE,
    /** Autograd is off, results may never take part in it. */
    INFERENCE
  }

  private final PtNDManager manager;
  private final PtSymbolBlock block;

  private TorchModule(PtNDManager manager, PtSymbolBlock block) {
    this.manager = manager;
    this.block = block;
  }

  /**
   * Loads a TorchScript archive onto {@code device}.
   *
   * @param trainable whether its parameters may be differentiated and written
   * @throws ai.djl.engine.EngineException when libtorch cannot read the file
   */
  public static TorchModule load(Path file, String device, boolean trainable) {
    Device where = Devices.of(device);
    PtNDManager manager = TorchEngine.newManager(where);
    try {
      PtSymbolBlock block =
          JniUtils.loadModule(manager, file, true, new String[0], new String[0], trainable);
      return new TorchModule(manager, block);
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  /** The manager that lives as long as this module, for values kept from call to call. */
  public PtNDManager manager() {
    return manager;
  }

  /** A manager for the values of one step; close it after the step. */
  public PtNDManager newStep() {
    return (PtNDManager) manager.newSubManager();
  }

  /** Parameters by their PyTorch name, in {@code named_parameters()} order; live handles. */
  public Map<String, PtNDArray> parameters() {
    Map<String, PtNDArray> parameters = new LinkedHashMap<>();
    for (Pair<String, Parameter> named : block.getParameters()) {
      NDArray array = named.getValue().getArray();
      parameters.put(named.getKey(), (PtNDArray) array);
    }
    return parameters;
  }

  /** Runs {@code method}; its tensors live as long as {@code results}. Closes the arguments. */
  public NDList call(String method, PtNDManager results, Mode mode, IValue... arguments) {
    return ScriptCalls.run(
        block, method, results, mode == Mode.GRADIENT, mode == Mode.INFERENCE, arguments);
  }

  /** Writes the module with its present weights as a TorchScript archive that Python reads. */
  public void save(OutputStream out) {
    JniUtils.writeModule(block, out, false);
  }

  @Override
  public void close() {
    block.close();
    manager.close();
  }
}
