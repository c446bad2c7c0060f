"""Asks the Runtime API for events and tells it the answers, as AWS's own client for Python does.

That client is not used here: it has a native part that is compiled when it is installed. This one does less, which is to
the peer's advantage.
"""

import http.client
import json
import os

import handler

RUNTIME = "/2018-06-01/runtime/invocation/"
api = http.client.HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])


def call(method, path, body=None):
    api.request(method, RUNTIME + path, body)
    response = api.getresponse()
    return response.headers, response.read()


while True:
    headers, event = call("GET", "next")
    request_id = headers["Lambda-Runtime-Aws-Request-Id"]
    try:
        call("POST", request_id + "/response", json.dumps(handler.handler(json.loads(event))))
    except Exception as error:
        told = {"errorType": type(error).__name__, "errorMessage": str(error)}
        call("POST", request_id + "/error", json.dumps(told))
