package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"runtime/debug"
)

// question is a line of a batch: what a cluster holds, and the gateway pods to answer for, each "namespace/name".
type question struct {
	Manifests string   `json:"manifests"`
	Pods      []string `json:"pods"`
}

// reply answers a question: for each pod in order what it is told, or why istiod does not take the manifests.
type reply struct {
	Istio  string   `json:"istio"`
	API    string   `json:"api"`
	Error  string   `json:"error,omitempty"`
	Pushed []pushed `json:"pushed,omitempty"`
}

const longestLine = 64 << 20

func batch(in io.Reader, out io.Writer) error {
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, longestLine)
	encoder := json.NewEncoder(out)
	for lines.Scan() {
		var asked question
		if err := json.Unmarshal(lines.Bytes(), &asked); err != nil {
			return fmt.Errorf("a line is not a question: %w", err)
		}
		given := reply{Istio: version("istio.io/istio"), API: version("istio.io/api")}
		var err error
		if given.Pushed, err = answer(asked); err != nil {
			given.Error = err.Error()
		}
		if err := encoder.Encode(given); err != nil {
			return err
		}
	}
	return lines.Err()
}

// answer says it, too, when istiod's code panics, as it would in a cluster: a batch goes on.
func answer(asked question) (given []pushed, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = fmt.Errorf("istiod panics: %v\n%s", cause, debug.Stack())
		}
	}()
	cluster, err := read(asked.Manifests)
	if err != nil {
		return nil, err
	}
	gateways := make([]*object, 0, len(asked.Pods))
	for _, name := range asked.Pods {
		pod := cluster.pod(name)
		if pod == nil {
			return nil, fmt.Errorf("no Pod %q with a status.podIP among the manifests", name)
		}
		gateways = append(gateways, pod)
	}
	return push(cluster, gateways, false)
}
